package io.slipway.tenancy;

import static org.awaitility.Awaitility.await;

import io.slipway.demo.SampleCompanies;
import io.slipway.realclients.RegisteredDevices;
import io.slipway.testing.Calls;
import io.slipway.testing.Identity;
import io.slipway.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The company whose things others try to reach: at least one row in each table, each with a name found nowhere else.
 *
 * @param withdrawnGrant of a manufacturer that may no longer supply the scope
 */
record Northwind(
        String idScope,
        UUID scopeId,
        String hub,
        UUID hubId,
        String hostName,
        String link,
        String certificate,
        String enrollment,
        String group,
        String policy,
        String device,
        String withdrawnGrant,
        String reassignment) {
    static final String SLUG = "northwind";
    static final String ID = Sql.id(SLUG);
    private static Northwind arranged;

    /** Once per run of tests; no test changes it. */
    static synchronized Northwind arranged() {
        if (arranged == null) {
            SampleCompanies.ACCOUNTS.forEach(account -> Calls.as(account.slug()).enter());
            arranged = arrange(UUID.randomUUID().toString().substring(0, 8));
            everythingIsSealed();
        }
        return arranged;
    }

    /** Whatever of this company is found in an answer to another is a leak. */
    List<String> names() {
        return List.of(
                idScope,
                scopeId.toString(),
                hub,
                hubId.toString(),
                link,
                certificate,
                enrollment,
                group,
                policy,
                device,
                withdrawnGrant,
                reassignment);
    }

    private static Northwind arrange(String mark) {
        Calls calls = Calls.as(SLUG);
        String idScope = calls.newScope("Scope " + mark);
        String scope = "scopes/" + idScope + "/";
        String hub = "hub-" + mark;
        String host = calls.post("hubs", Map.of("name", hub))
                .statusCode(201)
                .extract()
                .path("hostName");
        String link = calls.post(scope + "hubs", Map.of("hostName", host))
                .statusCode(201)
                .extract()
                .path("id");
        calls.post(scope + "access-policies", Map.of("name", "policy-" + mark, "rights", List.of("EnrollmentRead")))
                .statusCode(200);
        calls.post(
                        scope + "certificates",
                        Map.of(
                                "name",
                                "certificate-" + mark,
                                "certificate",
                                Identity.root("Root " + mark).pem()))
                .statusCode(201);
        calls.post(
                        scope + "groups",
                        Map.of("enrollmentGroupId", "group-" + mark, "attestation", Map.of("type", "symmetricKey")))
                .statusCode(201);
        String grant = calls.post(scope + "supply-grants", Map.of("manufacturer", "acme"))
                .statusCode(201)
                .extract()
                .path("id");
        calls.delete(scope + "supply-grants/" + grant).statusCode(200);
        RegisteredDevices.register(SLUG, idScope, "enrollment-" + mark);
        String reassignment = calls.post("reassignments", Map.of("idScope", idScope, "targetHub", host))
                .statusCode(201)
                .extract()
                .path("id");
        Sql sql = Sql.as(SLUG);
        return new Northwind(
                idScope,
                sql.value("select scope_id from scope where id_scope = ?", idScope),
                hub,
                sql.value("select hub_id from hub where host_name = ?", host),
                host,
                link,
                "certificate-" + mark,
                "enrollment-" + mark,
                "group-" + mark,
                "policy-" + mark,
                "enrollment-" + mark,
                grant,
                reassignment);
    }

    /** The job that seals events writes into them for some seconds. */
    private static void everythingIsSealed() {
        await().atMost(Duration.ofSeconds(60)).until(() -> Sql.as(SLUG)
                .rows("select 1 from event where sequence is null limit 1")
                .isEmpty());
    }
}
