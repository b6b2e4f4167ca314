package io.slipway.tenancy;

import static java.time.temporal.ChronoUnit.DAYS;

import io.slipway.demo.SampleCompanies;
import io.slipway.realclients.RegisteredDevices;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every step that concerns two companies: Northwind operates, Contoso leases and leases on to Corner, hubs are offered and lent.
 * {@link TwoTrailsTest} says what each of them is to find of it in its trail.
 */
final class TwoTrails extends HubSteps {
    private final MemoryHubConnector memory;

    TwoTrails(MemoryHubConnector memory) {
        this.memory = memory;
        SampleCompanies.ACCOUNTS.forEach(account -> Calls.as(account.slug()).enter());
        // Claims of other tests in this minute do not count.
        Sql.everything("slipway").update("delete from claim_try");
        ids.put("scope shared", NORTHWIND.newScope("Trails " + mark));
        hub(NORTHWIND, "home", "built-in");
        NORTHWIND.post(ofScope("hubs"), Map.of("hostName", host("home"))).statusCode(201);
        RegisteredDevices.register("northwind", id("scope shared"), device("mover"));
    }

    void happen() {
        supply();
        offers();
        links();
        loans();
        leases();
        moves();
        ends();
        claims();
        deletions();
    }

    private void leases() {
        propose("declined", "contoso", devices("first"), Map.of());
        done(CONTOSO, lease("declined", "declines"));
        propose("withdrawn", "contoso", devices("second"), Map.of());
        done(NORTHWIND, lease("withdrawn", "withdrawals"));
        propose("expired", "contoso", devices("third"), Map.of());
        due(Sql.as("northwind"), "lease", "offer_expires_at", id("lease expired"));
        awaitState("leases/" + id("lease expired"), "withdrawn");
        List<String> hired = devices("below", "recalled", "more");
        propose(
                "upper",
                "contoso",
                List.of("mover-" + mark, hired.get(0), hired.get(1)),
                Map.of(
                        "rights",
                        List.of("reassign", "twin", "disable", "sublease"),
                        "noticeDays",
                        0,
                        "endsAt",
                        Instant.now().plus(60, DAYS).toString(),
                        "returnHub",
                        host("home")));
        accept(CONTOSO, "upper", "first", 3);
        done(NORTHWIND, lease("upper", "devices"), Map.of("devices", Map.of("registrationIds", List.of(hired.get(2)))));
        accept(CONTOSO, "upper", "first", 4);
        CONTOSO.put(lease("upper", "default-hub"), Map.of("defaultHub", host("first")))
                .statusCode(200);
        done(NORTHWIND, lease("upper", "renewals"), Map.of("open", true));
        terminations();
        subleases(hired);
        registering();
        propose("recalled", "contoso", devices("noticed"), Map.of());
        accept(CONTOSO, "recalled", "first", 1);
        done(NORTHWIND, lease("recalled", "recalls"));
        done(NORTHWIND, lease("recalled", "recall-withdrawals"));
    }

    /** One that comes to its first hub only once it is leased. */
    private void registering() {
        String fresh = device("fresh");
        NORTHWIND
                .post(
                        ofScope("enrollments"),
                        Map.of("registrationId", fresh, "attestation", Map.of("type", "symmetricKey")))
                .statusCode(201);
        propose("registering", "contoso", List.of(fresh), Map.of());
        accept(CONTOSO, "registering", "first", 1);
        String key = NORTHWIND
                .post(ofScope("enrollments/" + fresh + "/reveals"), Map.of())
                .statusCode(200)
                .extract()
                .path("symmetricKey.primaryKey");
        RegisteredDevices.again(id("scope shared"), fresh, key);
    }

    private void terminations() {
        propose("terminated", "contoso", devices("terminated"), Map.of());
        accept(CONTOSO, "terminated", "first", 1);
        terminate("terminations");
        terminate("termination-withdrawals");
        terminate("terminations");
        due(Sql.as("northwind"), "lease", "terminates_at", id("lease terminated"));
        awaitState("leases/" + id("lease terminated"), "terminated");
    }

    private void terminate(String how) {
        PortalSession.as("admin@northwind.example")
                .post(
                        "/a/northwind/" + lease("terminated", how),
                        Map.of("confirmation", "contoso", "reason", "Vanished"));
    }

    private void subleases(List<String> hired) {
        sublease("lower", hired.get(0));
        accept(CORNER, "lower", "lent", 1);
        sublease("offered", hired.get(1));
        done(NORTHWIND, lease("upper", "recalls"), Map.of("registrationIds", List.of(hired.get(1))));
        awaitState(CONTOSO, "leases/" + id("lease offered"), "withdrawn");
        until(() -> Integer.valueOf(1)
                .equals(NORTHWIND.get("leases/" + id("lease upper")).extract().path("devices.ended")));
    }

    private void sublease(String name, String device) {
        ids.put(
                "lease " + name,
                made(
                        CONTOSO,
                        "leases",
                        Map.of(
                                "upperLease", id("lease upper"),
                                "lessee", "corner",
                                "terms", Map.of("reference", name + " " + mark, "returnHub", host("first")),
                                "devices", Map.of("registrationIds", List.of(device)))));
    }

    private void moves() {
        String mover = "mover-" + mark;
        String device = "scopes/" + id("scope shared") + "/devices/" + mover;
        CONTOSO.put(device + "/twin", Map.of("desired", Map.of("said", "twin-" + mark)))
                .statusCode(200);
        CONTOSO.put(device + "/disablement", Map.of("reason", "Lost")).statusCode(204);
        CONTOSO.delete(device + "/disablement").statusCode(204);
        plan("discarded", Map.of());
        CONTOSO.delete("reassignments/" + id("reassignment discarded")).statusCode(204);
        plan("expired", Map.of());
        due(id("reassignment expired"));
        until(() -> CONTOSO.get("reassignments/" + id("reassignment expired"))
                        .extract()
                        .statusCode()
                == 404);
        later();
        memory.refuse(host("second"), Set.of(mover));
        plan("retried", Map.of());
        reassign("retried", "starts");
        awaitState(CONTOSO, "reassignments/" + id("reassignment retried"), "finished");
        memory.refuse(host("second"), Set.of());
        reassign("retried", "retries");
        awaitState(CONTOSO, "reassignments/" + id("reassignment retried"), "finished");
    }

    /** Started for later, so that nothing moves meanwhile. */
    private void later() {
        plan("cancelled", Map.of("startsAt", Instant.now().plus(2, DAYS).toString()));
        PortalSession.as("admin@contoso.example")
                .post("/a/contoso/reassignments/" + id("reassignment cancelled") + "/approvals", Map.of());
        List.of("starts", "pauses", "resumptions", "cancellations").forEach(how -> reassign("cancelled", how));
        awaitState(CONTOSO, "reassignments/" + id("reassignment cancelled"), "cancelled");
        plan("rolledBack", Map.of("startsAt", Instant.now().plus(2, DAYS).toString()));
        List.of("starts", "rollbacks").forEach(how -> reassign("rolledBack", how));
        awaitState(CONTOSO, "reassignments/" + id("reassignment rolledBack"), "cancelled");
    }

    private void plan(String name, Map<String, ?> more) {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "idScope",
                id("scope shared"),
                "targetHub",
                host("second"),
                "devices",
                Map.of("registrationIds", List.of("mover-" + mark))));
        plan.putAll(more);
        ids.put("reassignment " + name, made(CONTOSO, "reassignments", plan));
    }

    private void reassign(String name, String how) {
        done(CONTOSO, "reassignments/" + id("reassignment " + name) + "/" + how);
    }

    private void ends() {
        done(CORNER, lease("lower", "returns"));
        awaitState("leases/" + id("lease lower"), "ended");
        done(CONTOSO, lease("upper", "returns"));
        awaitState("leases/" + id("lease upper"), "ended");
        propose("kept", "contoso", devices("kept"), Map.of("endAction", "keep"));
        accept(CONTOSO, "kept", "first", 1);
        done(CONTOSO, lease("kept", "returns"));
        awaitState("leases/" + id("lease kept"), "ending");
        done(NORTHWIND, lease("kept", "collections"), Map.of("hub", host("home")));
        awaitState("leases/" + id("lease kept"), "ended");
    }

    private void claims() {
        String made = code("automatic", true, devices("claimed").get(0));
        ids.put(
                "lease claimed",
                CONTOSO.post("claims", Map.of("code", made))
                        .statusCode(200)
                        .extract()
                        .path("lease"));
        CONTOSO.post(
                        "claims",
                        Map.of(
                                "code",
                                code("approved", false, devices("approved").get(0))))
                .statusCode(200);
        decide("approved", "approvals");
        CONTOSO.post(
                        "claims",
                        Map.of("code", code("refused", false, devices("refused").get(0))))
                .statusCode(200);
        decide("refused", "refusals");
        ids.put(
                "lease approved",
                Sql.as("northwind").value("select lease_id::text from lease where reference = ?", "approved " + mark));
        until(() -> Integer.valueOf(1)
                .equals(CONTOSO.get("leases/" + id("lease claimed")).extract().path("devices.active")));
    }

    private String code(String policy, boolean automatic, String device) {
        ids.put(
                "policy " + policy,
                made(
                        NORTHWIND,
                        "claim-policies",
                        Map.of("idScope", id("scope shared"), "name", policy + " " + mark, "automatic", automatic)));
        String code = NORTHWIND
                .post("claim-policies/" + id("policy " + policy) + "/codes", Map.of("registrationIds", List.of(device)))
                .statusCode(200)
                .extract()
                .path("[0].code");
        ids.put(
                "claim " + policy,
                Sql.as("northwind")
                        .value("select claim_code_id::text from claim_code where registration_key = ?", device));
        return code;
    }

    private void decide(String policy, String how) {
        NORTHWIND
                .post(
                        "claim-policies/%s/claims/%s/%s".formatted(id("policy " + policy), id("claim " + policy), how),
                        Map.of())
                .statusCode(204);
    }

    private void propose(String name, String lessee, List<String> devices, Map<String, ?> more) {
        Map<String, Object> terms = new HashMap<>(Map.of("reference", name + " " + mark));
        terms.putAll(more);
        ids.put(
                "lease " + name,
                made(
                        NORTHWIND,
                        "leases",
                        Map.of(
                                "idScope",
                                id("scope shared"),
                                "lessee",
                                lessee,
                                "terms",
                                terms,
                                "devices",
                                Map.of("registrationIds", devices))));
    }

    private void accept(Calls lessee, String name, String hub, int devices) {
        done(lessee, lease(name, "acceptances"), Map.of("defaultHub", host(hub)));
        until(() -> Integer.valueOf(devices)
                .equals(NORTHWIND.get("leases/" + id("lease " + name)).extract().path("devices.active")));
    }

    private String lease(String name, String how) {
        return "leases/" + id("lease " + name) + "/" + how;
    }
}
