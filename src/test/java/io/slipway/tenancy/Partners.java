package io.slipway.tenancy;

import io.slipway.demo.SampleCompanies;
import io.slipway.realclients.RegisteredDevices;
import io.slipway.testing.Calls;
import io.slipway.testing.Identity;
import io.slipway.testing.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scope of Northwind that everybody has a part in, made through the API. Bolt's hub is linked to it and one of Northwind's
 * is on offer to Bolt; Acme supplies it; Fabrikam held a device and has given it back; Contoso holds that device now, and
 * others, and moved one; Corner subleases one of Contoso and has it on a hub that Northwind lends it.
 */
final class Partners extends Named {
    static final List<String> ALL = List.of("contoso", "fabrikam", "corner", "bolt", "acme");
    private static final String NORTHWIND = "northwind";
    private static final Map<String, Object> SYMMETRIC = Map.of("type", "symmetricKey");
    private static Partners arranged;

    private final Calls northwind = Calls.as(NORTHWIND);

    /** Once per run of tests; no test changes it. */
    static synchronized Partners arranged() {
        if (arranged == null) {
            SampleCompanies.ACCOUNTS.forEach(account -> Calls.as(account.slug()).enter());
            Partners partners = new Partners();
            partners.arrange();
            arranged = partners;
        }
        return arranged;
    }

    private void arrange() {
        scopes();
        devices();
        ids.put("lease fabrikams", lease(NORTHWIND, "fabrikam", "handed"));
        accept("fabrikam", "fabrikams", "fabrikams", 1);
        PlantedFacts.ofThePast(this);
        Calls.as("fabrikam")
                .post("leases/" + id("lease fabrikams") + "/returns", Map.of())
                .statusCode(200);
        until(() -> "ended"
                .equals(northwind
                        .get("leases/" + id("lease fabrikams"))
                        .extract()
                        .path("state")));
        until(() -> Calls.as("fabrikam")
                        .delete("hubs/fabrikams-%s/links/%s".formatted(mark, id("link fabrikams")))
                        .extract()
                        .statusCode()
                == 204);
        ids.put("lease contosos", lease(NORTHWIND, "contoso", "handed", "hired", "brought", "sublet"));
        accept("contoso", "contosos", "contosos", 4);
        ids.put("lease corners", lease("contoso", "corner", "sublet"));
        accept("corner", "corners", "lent", 1);
        move();
        northwindsOwn();
        PlantedFacts.ofThePresent(this);
        untilEverythingIsQuiet();
    }

    private void scopes() {
        ids.put("scope shared", northwind.newScope("Shared " + mark));
        ids.put("scope other", northwind.newScope("Other " + mark));
        for (String hub : List.of("home", "lent", "offered")) {
            hub(NORTHWIND, hub);
        }
        link("shared", "home", "home");
    }

    /** Those that register do so while there is no other hub, so that all begin on it. */
    private void devices() {
        for (String device : List.of("own", "handed", "hired", "sublet")) {
            ids.put("device " + device, device + "-" + mark);
            RegisteredDevices.register(NORTHWIND, id("scope shared"), id("device " + device));
        }
        supply();
        ids.put("device brought", "brought-" + mark);
        Calls.as("acme")
                .post(supplied("enrollments"), Map.of("registrationId", "brought-" + mark, "attestation", SYMMETRIC))
                .statusCode(201);
        register("acme", supplied("enrollments/"), "brought");
        link("shared", "lent", "lent");
        link("other", "lent", "lent in other");
        for (String company : List.of("bolt", "contoso", "fabrikam")) {
            hub(company, company + "s");
            ids.put("offer " + company + "s", offer(company, company + "s", NORTHWIND));
            ids.put(
                    "link " + company + "s",
                    northwind
                            .post(
                                    "hub-offers/" + id("offer " + company + "s") + "/acceptances",
                                    Map.of("idScope", id("scope shared")))
                            .statusCode(201)
                            .extract()
                            .path("id"));
        }
        hub("contoso", "unlinked");
        ids.put("offer offered", offer(NORTHWIND, "offered", "bolt"));
        loan("lent", "corner");
        loan("contosos", "contoso");
    }

    /** Of the one hub, to both: neither is to see the other there. */
    private void loan(String name, String tenant) {
        ids.put(
                "loan " + name,
                northwind
                        .post("hubs/" + id("hub lent") + "/loans", Map.of("tenant", tenant))
                        .statusCode(201)
                        .extract()
                        .path("id"));
    }

    private void supply() {
        ids.put(
                "supply-grant acmes",
                northwind
                        .post(ofScope("supply-grants"), Map.of("manufacturer", "acme"))
                        .statusCode(201)
                        .extract()
                        .path("id"));
        Calls acme = Calls.as("acme");
        acme.post(supplied("groups"), Map.of("enrollmentGroupId", "acmes-" + mark, "attestation", SYMMETRIC))
                .statusCode(201);
        acme.post(supplied("certificates"), certificate("acmes-" + mark)).statusCode(201);
        northwind
                .post(ofScope("groups"), Map.of("enrollmentGroupId", "own-" + mark, "attestation", SYMMETRIC))
                .statusCode(201);
        northwind.post(ofScope("certificates"), certificate("own-" + mark)).statusCode(201);
        for (String company : List.of("acmes", "own")) {
            ids.put("group " + company, company + "-" + mark);
            ids.put("certificate " + company, company + "-" + mark);
        }
    }

    /** Contoso's own, of one device from its hub to the lent one. */
    private void move() {
        ids.put(
                "reassignment contosos",
                Calls.as("contoso")
                        .post(
                                "reassignments",
                                Map.of(
                                        "idScope",
                                        id("scope shared"),
                                        "targetHub",
                                        host("lent"),
                                        "reason",
                                        "Contoso's reason " + mark,
                                        "devices",
                                        Map.of("registrationIds", List.of(id("device hired")))))
                        .statusCode(201)
                        .extract()
                        .path("id"));
        Calls.as("contoso")
                .post("reassignments/" + id("reassignment contosos") + "/starts", Map.of())
                .statusCode(200);
        until(() -> 1
                == Sql.as("contoso")
                        .rows(
                                "select 1 from device where registration_key = ? and hub_host_name = ?",
                                id("device hired"),
                                host("lent"))
                        .size());
        register(NORTHWIND, ofScope("enrollments/"), "hired");
        until(() -> "finished"
                .equals(Calls.as("contoso")
                        .get("reassignments/" + id("reassignment contosos"))
                        .extract()
                        .path("state")));
    }

    private void northwindsOwn() {
        ids.put(
                "reassignment northwinds",
                northwind
                        .post(
                                "reassignments",
                                Map.of(
                                        "idScope",
                                        id("scope shared"),
                                        "targetHub",
                                        host("lent"),
                                        "reason",
                                        "Northwind's reason " + mark,
                                        "devices",
                                        Map.of("registrationIds", List.of(id("device own")))))
                        .statusCode(201)
                        .extract()
                        .path("id"));
        northwind
                .post(ofScope("access-policies"), Map.of("name", "policy-" + mark, "rights", List.of("EnrollmentRead")))
                .statusCode(200);
        ids.put("access-policy northwinds", "policy-" + mark);
        ids.put(
                "claim-policy northwinds",
                northwind
                        .post("claim-policies", Map.of("idScope", id("scope shared"), "name", "Claims " + mark))
                        .statusCode(201)
                        .extract()
                        .path("id"));
        northwind
                .post(
                        "claim-policies/" + id("claim-policy northwinds") + "/codes",
                        Map.of("registrationIds", List.of(id("device own"))))
                .statusCode(200);
    }

    private void hub(String company, String name) {
        ids.put("hub " + name, name + "-" + mark);
        ids.put(
                "host " + name,
                Calls.as(company)
                        .post("hubs", Map.of("name", name + "-" + mark))
                        .statusCode(201)
                        .extract()
                        .path("hostName"));
    }

    private void link(String scope, String hub, String name) {
        ids.put(
                "link " + name,
                northwind
                        .post("scopes/" + id("scope " + scope) + "/hubs", Map.of("hostName", host(hub)))
                        .statusCode(201)
                        .extract()
                        .path("id"));
    }

    private String offer(String company, String hub, String operator) {
        return Calls.as(company)
                .post(
                        "hubs/" + hub + "-" + mark + "/offers",
                        Map.of("operator", operator, "note", "Offer of " + hub + " " + mark))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Offered with every right there is; a lease of what is leased already is one below that. */
    private String lease(String lessor, String lessee, String... devices) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (lessor.equals(NORTHWIND)) {
            body.put("idScope", id("scope shared"));
        } else {
            body.put("upperLease", id("lease " + lessor + "s"));
        }
        Map<String, Object> terms = new LinkedHashMap<>(Map.of(
                "reference", "Lease of " + lessee + " " + mark,
                "note", "Terms for " + lessee + " " + mark,
                "rights", List.of("reassign", "twin", "disable", "sublease")));
        if (lessor.equals(NORTHWIND)) {
            terms.put("returnHub", host("home"));
        }
        body.put("lessee", lessee);
        body.put("terms", terms);
        List<String> ids =
                List.of(devices).stream().map(device -> id("device " + device)).toList();
        body.put("devices", Map.of("registrationIds", ids));
        return Calls.as(lessor).post("leases", body).statusCode(201).extract().path("id");
    }

    private void accept(String lessee, String lease, String hub, int devices) {
        String path = "leases/" + id("lease " + lease);
        Calls.as(lessee)
                .post(path + "/acceptances", Map.of("defaultHub", host(hub)))
                .statusCode(200);
        until(() ->
                Integer.valueOf(devices).equals(northwind.get(path).extract().path("devices.active")));
    }

    private void register(String company, String enrollments, String device) {
        String key = Calls.as(company)
                .post(enrollments + id("device " + device) + "/reveals", Map.of())
                .statusCode(200)
                .extract()
                .path("symmetricKey.primaryKey");
        RegisteredDevices.again(id("scope shared"), id("device " + device), key);
    }

    private Map<String, Object> certificate(String name) {
        return Map.of("name", name, "certificate", Identity.root("Root " + name).pem());
    }

    /** Identities are removed from hubs, and events sealed, some seconds after the fact. */
    private void untilEverythingIsQuiet() {
        Sql all = Sql.everything("slipway");
        until(() -> all.rows(
                        """
                        select from departure join scope using (scope_id)
                         where id_scope = ? and due_at < now() + interval '1 day'
                        """,
                        id("scope shared"))
                .isEmpty());
        until(() -> all.rows("select from event where sequence is null limit 1").isEmpty());
    }
}
