package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.slipway.testing.Calls;
import io.slipway.testing.Replica;
import io.slipway.testing.Replicas;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Northwind's devices and the hubs they may be on, with two replicas: all through the API and the devices' own endpoint. */
final class ReplicatedFleet {
    private static final int AT_ONCE = 16;
    /** As {@link Twin#INITIAL} says. */
    private static final Map<String, ?> INITIAL_TWIN =
            Map.of("tags", Map.of("kind", "tracker"), "properties", Map.of("desired", Map.of("interval", 30)));

    private final Replicas replicas;
    private final HttpClient http;
    private final byte[] key;
    final String idScope;
    final List<String> devices;
    /** Those that are or just were, and so may be refused. */
    final Set<String> disabled = ConcurrentHashMap.newKeySet();
    /** Two of each company; Northwind's first is where all devices are. */
    final Map<String, List<String>> hubs;

    ReplicatedFleet(Replicas replicas, int size) {
        this.replicas = replicas;
        replicas.all().forEach(Replica::awaitReady);
        this.http = RawDevice.trusting(replicas.trustBundle());
        Calls northwind = replicas.calls("northwind").enter();
        this.idScope = northwind.newScope("Replicas " + UUID.randomUUID());
        ProvisioningService service = new ProvisioningService("northwind", northwind, idScope, null);
        this.key = service.group("trackers", Map.of("initialTwin", INITIAL_TWIN));
        this.devices =
                IntStream.range(0, size).mapToObj("tracker-%04d"::formatted).toList();
        String home = service.linkNewHub("home-" + newName());
        registerAll(home);
        this.hubs = Map.of(
                "northwind",
                List.of(home, service.linkNewHub("second-" + newName())),
                "contoso",
                List.of(sharedHub("contoso"), sharedHub("contoso")),
                "fabrikam",
                List.of(sharedHub("fabrikam"), sharedHub("fabrikam")));
    }

    String home() {
        return hubs.get("northwind").get(0);
    }

    /** The address of the link by which the scope uses the hub. */
    String linkTo(String hub) {
        String id = replicas.calls("northwind")
                .get("scopes/" + idScope + "/hubs")
                .extract()
                .path("find { it.hostName == '" + hub + "' }.id");
        return "scopes/" + idScope + "/hubs/" + id;
    }

    /** Of what belongs to a device. */
    String address(String device, String what) {
        return "scopes/" + idScope + "/devices/" + device + "/" + what;
    }

    RawDevice.Answer register(Replica replica, String id) {
        return RawDevice.at(replica.deviceHost(), http, idScope, id, key).register();
    }

    private void registerAll(String home) {
        ExecutorService boots = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<RawDevice.Answer>> answers = devices.stream()
                    .map(id -> boots.submit(() -> register(replicas.all().get(id.hashCode() & 1), id)))
                    .toList();
            for (Future<RawDevice.Answer> answer : answers) {
                assertEquals(home, answer.get().hub(), () -> "a device got " + answer);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            boots.shutdownNow();
        }
    }

    private String sharedHub(String slug) {
        Calls tenant = replicas.calls(slug).enter();
        String name = slug + "-" + newName();
        String host = tenant.post("hubs", Map.of("name", name))
                .statusCode(201)
                .extract()
                .path("hostName");
        String offer = tenant.post("hubs/" + name + "/offers", Map.of("operator", "northwind"))
                .statusCode(201)
                .extract()
                .path("id");
        replicas.calls("northwind")
                .post("hub-offers/" + offer + "/acceptances", Map.of("idScope", idScope))
                .statusCode(201);
        return host;
    }

    private static String newName() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
