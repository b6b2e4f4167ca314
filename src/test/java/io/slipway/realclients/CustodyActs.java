package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.Method;
import io.restassured.response.Response;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What companies ask for through the API, whether or not it is possible then; what is confirmed is told to the model. */
final class CustodyActs {
    static final List<String> TENANTS = List.of("contoso", "fabrikam");
    private static final String OPERATOR = "northwind";
    /** By what is asked for, what trails tell of it. */
    private static final Map<String, String> TOLD = Map.of(
            "pauses", "reassignment.paused",
            "resumptions", "reassignment.resumed",
            "cancellations", "reassignment.cancelling",
            "rollbacks", "reassignment.rolledBack",
            "retries", "reassignment.retried",
            "starts", "reassignment.started");

    private final Companies companies;
    private final Map<String, List<String>> hubs;
    private final CustodyModel model;
    private final ConfirmedActs confirmed;
    private final Random random;
    private final List<String> story;
    private final List<String> leases = new ArrayList<>();
    private final Map<String, String> reassignments = new LinkedHashMap<>();
    private int written;

    CustodyActs(
            Companies companies,
            Map<String, List<String>> hubs,
            CustodyModel model,
            ConfirmedActs confirmed,
            Random random,
            List<String> story) {
        this.companies = companies;
        this.hubs = hubs;
        this.model = model;
        this.confirmed = confirmed;
        this.random = random;
        this.story = story;
    }

    void lease(List<String> devices) {
        String tenant = any(TENANTS);
        Map<String, Object> terms =
                Map.of("reference", "Model", "rights", List.of("reassign", "twin"), "returnHub", companies.home);
        Map<String, Object> proposal = Map.of(
                "idScope",
                companies.idScope,
                "lessee",
                tenant,
                "terms",
                terms,
                "devices",
                Map.of("registrationIds", devices),
                "skipUnavailable",
                true);
        Response proposed = post(OPERATOR, "leases", proposal);
        if (tell("lease to " + tenant, proposed) == 201) {
            String lease = proposed.path("id");
            confirmed.add("lease.proposed", lease, OPERATOR, tenant);
            leases.add(lease);
            accept(tenant, lease);
        }
    }

    private void accept(String tenant, String lease) {
        String hub = any(hubs.get(tenant));
        if (tell("accept", post(tenant, "leases/" + lease + "/acceptances", Map.of("defaultHub", hub))) == 200) {
            confirmed.add("lease.accepted", lease, OPERATOR, tenant);
            model.accepted(lease, tenant, hub, taken(lease));
        }
    }

    private static List<String> taken(String lease) {
        return Sql.as(OPERATOR)
                .rows("select registration_id from lease_device where lease_id = cast(? as uuid)", lease)
                .stream()
                .map(row -> (String) row.get("registration_id"))
                .toList();
    }

    void giveBack() {
        if (!leases.isEmpty()) {
            String lease = any(leases);
            for (String tenant : TENANTS) {
                if (tell("return", post(tenant, "leases/" + lease + "/returns", Map.of())) == 200) {
                    confirmed.add("lease.returned", lease, OPERATOR, tenant);
                    model.returned(lease);
                }
            }
        }
    }

    void reassign(List<String> devices) {
        String company = any(List.of(OPERATOR, "contoso", "fabrikam"));
        String target = any(hubs.get(company));
        Map<String, Object> body = new HashMap<>(Map.of(
                "idScope",
                companies.idScope,
                "targetHub",
                target,
                "twins",
                any(List.of("migrate", "reset")),
                "devices",
                Map.of("registrationIds", devices)));
        if (random.nextBoolean()) {
            body.put("waveSize", 2);
        }
        Response planned = post(company, "reassignments", body);
        if (tell("plan for " + company, planned) == 201) {
            lead(planned(company, planned), "starts");
            model.started(company, target, devices);
        }
    }

    void interfere() {
        if (!reassignments.isEmpty()) {
            String id = any(List.copyOf(reassignments.keySet()));
            String how = any(List.of("pauses", "resumptions", "cancellations", "rollbacks", "retries", "undos"));
            if (how.equals("undos")) {
                undo(id);
            } else {
                lead(id, how);
            }
        }
    }

    private void undo(String id) {
        String company = reassignments.get(id);
        Response undo = post(company, "reassignments/" + id + "/undos", Map.of());
        if (tell("undo", undo) == 201) {
            lead(planned(company, undo), "starts");
        }
    }

    private String planned(String company, Response plan) {
        String id = plan.path("id");
        reassignments.put(id, company);
        confirmed.add("reassignment.planned", id, OPERATOR, company);
        return id;
    }

    private void lead(String id, String how) {
        String company = reassignments.get(id);
        if (tell(how, post(company, "reassignments/" + id + "/" + how, Map.of())) == 200) {
            confirmed.add(TOLD.get(how), id, OPERATOR, company);
        }
    }

    void letGoOn() {
        reassignments.keySet().forEach(id -> lead(id, "resumptions"));
    }

    /** In words that nobody else uses. */
    void writeTwin(String holder, String device) {
        written++;
        Map<String, String> words = Map.of("note", holder + " " + written);
        String address = companies.service.scope("devices/" + device + "/twin");
        if (tell("write a twin", send(Method.PUT, holder, address, Map.of("desired", words))) == 200) {
            confirmed.add("device.twinChanged", companies.idScope + "/" + device, OPERATOR, holder);
            model.wrote(device, "{\"note\":\"%s %d\"}".formatted(holder, written));
        }
    }

    private int tell(String what, Response answer) {
        story.add(what + ": " + answer.statusCode());
        assertTrue(answer.statusCode() < 500, () -> answer.asString() + "\n" + String.join("\n", story));
        return answer.statusCode();
    }

    private static Response post(String company, String path, Map<String, ?> body) {
        return send(Method.POST, company, path, body);
    }

    private static Response send(Method method, String company, String path, Map<String, ?> body) {
        Calls calls = Calls.as(company);
        return calls.request().contentType("application/json").body(body).request(method, calls.address(path));
    }

    private <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
