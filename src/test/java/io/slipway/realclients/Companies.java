package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Northwind operates a scope, tenants offer their hubs to it, and devices pass from hand to hand: all through the API. */
final class Companies {
    final Calls northwind = Calls.as("northwind").enter();
    final String idScope = northwind.newScope("Leasing " + UUID.randomUUID());
    final ProvisioningService service = new ProvisioningService("northwind", northwind, idScope, null);
    final String home = memoryHub("northwind");
    final byte[] key;

    Companies() {
        link(home);
        key = service.group("trackers");
    }

    RawDevice device(String id) {
        return RawDevice.inGroup(service, id, key);
    }

    /** A new hub in memory; its host name. */
    String memoryHub(String slug) {
        String name = "memory-" + UUID.randomUUID().toString().substring(0, 8);
        String host = name + ".example.org";
        Calls.as(slug)
                .enter()
                .post("hubs", Map.of("name", name, "connector", "memory", "hostName", host))
                .statusCode(201);
        return host;
    }

    /** The same, offered to the scope and accepted. */
    String sharedHub(String slug) {
        String host = memoryHub(slug);
        String name = host.substring(0, host.indexOf('.'));
        String offer = Calls.as(slug)
                .post("hubs/" + name + "/offers", Map.of("operator", "northwind"))
                .statusCode(201)
                .extract()
                .path("id");
        northwind
                .post("hub-offers/" + offer + "/acceptances", Map.of("idScope", idScope))
                .statusCode(201);
        return host;
    }

    void link(String host) {
        northwind.post(service.scope("hubs"), Map.of("hostName", host)).statusCode(201);
    }

    /** A hub's link as the operator names it. */
    String linkTo(String host) {
        String id = northwind.get(service.scope("hubs")).extract().path("find { it.hostName == '" + host + "' }.id");
        return service.scope("hubs/" + id);
    }

    /** Leased and handed over; the lease's id. */
    String leased(String lessee, String defaultHub, List<String> devices) {
        String lease = proposed(lessee, devices);
        accept(lessee, lease, defaultHub).statusCode(200);
        awaitLease(lease, "active", devices.size());
        return lease;
    }

    String proposed(String lessee, List<String> devices) {
        return proposed(lessee, devices, List.of("reassign", "twin", "disable"));
    }

    String proposed(String lessee, List<String> devices, List<String> rights) {
        Map<String, Object> terms = Map.of("reference", "Trackers for " + lessee, "rights", rights, "returnHub", home);
        return northwind
                .post(
                        "leases",
                        Map.of(
                                "idScope",
                                idScope,
                                "lessee",
                                lessee,
                                "terms",
                                terms,
                                "devices",
                                Map.of("registrationIds", devices)))
                .statusCode(201)
                .extract()
                .path("id");
    }

    ValidatableResponse accept(String lessee, String lease, String defaultHub) {
        return Calls.as(lessee).post("leases/" + lease + "/acceptances", Map.of("defaultHub", defaultHub));
    }

    void awaitLease(String lease, String state, int devices) {
        await().atMost(Duration.ofSeconds(60)).until(() -> Integer.valueOf(devices)
                .equals(northwind.get("leases/" + lease).extract().path("devices." + state)));
    }

    void awaitLeaseState(String lease, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        state.equals(northwind.get("leases/" + lease).extract().path("state")));
    }

    /** Planned and started; the reassignment's id. */
    String reassigned(String slug, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("idScope", idScope));
        body.putAll(more);
        String id = Calls.as(slug)
                .post("reassignments", body)
                .statusCode(201)
                .extract()
                .path("id");
        Calls.as(slug).post("reassignments/" + id + "/starts", Map.of()).statusCode(200);
        return id;
    }

    void awaitReassignment(String slug, String id, String state) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> state.equals(
                        Calls.as(slug).get("reassignments/" + id).extract().path("state")));
    }

    void assertRegistersAt(String host, List<String> devices) {
        for (String id : devices) {
            RawDevice.Answer answer = device(id).register();
            assertEquals(host, answer.hub(), id + " " + answer);
        }
    }
}
