package io.slipway.lease;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.slipway.testing.Calls;
import io.slipway.testing.Linked;
import io.slipway.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A scope of Northwind with devices, which has hubs of its own and of tenants. */
final class Arranged {
    final String mark = UUID.randomUUID().toString().substring(0, 8);
    final Calls northwind = Calls.as("northwind").enter();
    final String idScope = northwind.newScope("Leasing " + mark);
    final UUID scopeId = Sql.as("northwind").value("select scope_id from scope where id_scope = ?", idScope);
    final String ownHub = hubOf("northwind");

    static Arranged withHubsOf(String... tenants) {
        Arranged arranged = new Arranged();
        for (String tenant : tenants) {
            arranged.hubOf(tenant);
        }
        return arranged;
    }

    /** Registration IDs of new devices that never registered. */
    List<String> devices(int number) {
        List<String> ids = IntStream.range(0, number)
                .mapToObj(i -> "Cafe-%s-%s-%04d"
                        .formatted(mark, UUID.randomUUID().toString().substring(0, 4), i))
                .toList();
        Sql.as("northwind")
                .update(
                        """
                        insert into device (scope_id, registration_key, account_id, holder_id, registration_id
                                          , attestation_type)
                        select ?::uuid, lower(id), ?::uuid, ?::uuid, id, 'symmetricKey' from unnest(?::text[]) as id
                        """,
                        scopeId.toString(),
                        Sql.id("northwind"),
                        Sql.id("northwind"),
                        "{" + String.join(",", ids) + "}");
        return ids;
    }

    /** A hub of that company, linked to the scope; its host name. */
    String hubOf(String slug) {
        return Linked.hub(slug, "northwind", scopeId);
    }

    Map<String, Object> proposal(String lessee, List<String> devices, Map<String, ?> terms) {
        Map<String, Object> all = new HashMap<>(Map.of("reference", "Cafés " + mark));
        all.putAll(terms);
        return Map.of(
                "idScope", idScope, "lessee", lessee, "terms", all, "devices", Map.of("registrationIds", devices));
    }

    /** An offer of Northwind's to that tenant; its id. */
    String proposed(String lessee, List<String> devices, Map<String, ?> terms) {
        return northwind
                .post("leases", proposal(lessee, devices, terms))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A lease whose devices are all in the tenant's hands; its id. */
    String running(String lessee, List<String> devices, Map<String, ?> terms) {
        return accepted(lessee, proposed(lessee, devices, terms), devices);
    }

    /** What a lessee sends to lease devices of a lease on. */
    static Map<String, Object> sublease(String upper, String lessee, List<String> devices, Map<String, ?> terms) {
        Map<String, Object> all = new HashMap<>(Map.of("reference", "Below"));
        all.putAll(terms);
        return Map.of(
                "upperLease", upper, "lessee", lessee, "terms", all, "devices", Map.of("registrationIds", devices));
    }

    /** A lease below another whose devices are all in the hands of its lessee; its id. */
    String subleased(String lessor, String upper, String lessee, List<String> devices, Map<String, ?> terms) {
        String id = Calls.as(lessor)
                .post("leases", sublease(upper, lessee, devices, terms))
                .statusCode(201)
                .extract()
                .path("id");
        return accepted(lessee, id, devices);
    }

    private String accepted(String lessee, String lease, List<String> devices) {
        Calls.as(lessee).post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);
        awaitDevices(lease, "active", devices.size());
        return lease;
    }

    void awaitState(String lease, String state) {
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> northwind.get("leases/" + lease).body("state", is(state)));
    }

    void awaitDevices(String lease, String state, int number) {
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> northwind.get("leases/" + lease).body("devices." + state, is(number)));
    }

    /** Until whatever is due of a lease by that time has been looked at. */
    void awaitNothingDue(String lease, Instant time) {
        await().atMost(Duration.ofSeconds(40)).until(() -> Sql.as("northwind")
                .rows(
                        "select from work where kind = 'lease' and subject_id = ?::uuid and due_at <= ?::timestamptz",
                        lease,
                        time.toString())
                .isEmpty());
    }

    /** Who holds a device, by account id. */
    String holder(String registrationId) {
        return Sql.as("northwind")
                .value(
                        "select holder_id::text from device where scope_id = ? and registration_key = lower(?)",
                        scopeId,
                        registrationId);
    }
}
