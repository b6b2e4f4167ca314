package io.slipway.tenancy;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.testing.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses and bodies that would be accepted, were they the account's own. Whoever adds an endpoint adds here what its
 * address names and what its body holds; until then the tests fail and say so.
 */
final class Requests {
    private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/\\{([A-Za-z]+)}");
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Map<String, Object> SYMMETRIC =
            Map.of("type", "symmetricKey", "symmetricKey", Map.of("primaryKey", KEY, "secondaryKey", KEY));

    private static final String CERTIFICATE = Identity.root("Somebody's Root").pem();

    private final Map<String, String> ids;
    private final Map<String, Object> bodies;
    private final Forms forms;

    private Requests(Map<String, String> ids) {
        this.ids = ids;
        this.bodies = bodies();
        this.forms = new Forms(ids.get("scopes/{idScope}"), CERTIFICATE);
    }

    /** Names the company's real things. */
    static Requests naming(Northwind northwind) {
        return new Requests(Map.ofEntries(
                entry("scopes/{idScope}", northwind.idScope()),
                entry("supply/{idScope}", northwind.idScope()),
                entry("partners/{idScope}", northwind.idScope()),
                entry("access-policies/{name}", northwind.policy()),
                entry("certificates/{name}", northwind.certificate()),
                entry("enrollments/{registrationId}", northwind.enrollment()),
                entry("groups/{group}", northwind.group()),
                entry("devices/{registrationId}", northwind.device()),
                entry("devices/{deviceId}", northwind.device()),
                entry("hubs/{hub}", northwind.hub()),
                entry("hubs/{link}", northwind.link()),
                entry("links/{link}", northwind.link()),
                entry("offers/{offer}", northwind.offer().toString()),
                entry("hub-offers/{offer}", northwind.offer().toString()),
                entry("loans/{loan}", northwind.loan().toString()),
                entry("lent-hubs/{loan}", northwind.loan().toString()),
                entry("leases/{lease}", northwind.lease()),
                entry("lease-approvals/{approval}", northwind.approval()),
                entry("claim-policies/{policy}", northwind.claimPolicy()),
                entry("claims/{claim}", northwind.claim()),
                entry("targets/{idScope}", northwind.idScope()),
                entry("reassignments/{reassignment}", northwind.reassignment()),
                entry("supply-grants/{supplyGrant}", northwind.withdrawnGrant())));
    }

    /** The same things, looked for in another scope. */
    Requests in(String idScope) {
        Map<String, String> elsewhere = new HashMap<>(ids);
        elsewhere.put("scopes/{idScope}", idScope);
        elsewhere.put("supply/{idScope}", idScope);
        elsewhere.put("partners/{idScope}", idScope);
        elsewhere.put("targets/{idScope}", idScope);
        return new Requests(Map.copyOf(elsewhere));
    }

    /** Things of the same form that nobody has. */
    Requests invented() {
        Map<String, String> nobodys = new HashMap<>();
        ids.forEach((variable, id) -> nobodys.put(variable, nobodys(id)));
        return new Requests(Map.copyOf(nobodys));
    }

    /** What an answer would say, had it been asked for invented things. */
    String invented(String answer) {
        return ids.values().stream().reduce(answer, (text, id) -> text.replace(id, nobodys(id)));
    }

    private static String nobodys(String id) {
        return id.startsWith("0ne") ? "0neFFFFFFFF" : id.substring(0, id.length() - 6) + "ffffff";
    }

    String address(Endpoint endpoint, String slug) {
        Matcher variables = VARIABLE.matcher(endpoint.path().replace("a/{account}", "a/" + slug));
        return variables.replaceAll(match -> {
            String id = ids.get(match.group());
            if (id == null) {
                throw new AssertionError(
                        "%s (%s) names %s, and nothing is arranged for it. Add a real one of Northwind's to Requests.naming."
                                .formatted(endpoint, endpoint.in(), match.group()));
            }
            return match.group(1) + "/" + id;
        });
    }

    Object body(Endpoint endpoint) {
        String key = endpoint.method() + " " + endpoint.path().replaceFirst("^/api/v1/a/\\{account}/", "");
        Object body = bodies.get(key.replace(" supply/", " scopes/"));
        if (body == null) {
            throw new AssertionError(
                    "%s (%s) has no body here. Add one that would be accepted to Requests.bodies, and name foreign things in"
                                    .formatted(endpoint, endpoint.in())
                            + " EndpointIsolationTest if it can.");
        }
        return body;
    }

    /** The body as it is sent. */
    String sent(Endpoint endpoint) {
        if (endpoint.reads() || endpoint.method().equals("DELETE")) {
            return "";
        } else if (!endpoint.isApi()) {
            return forms.of(endpoint);
        }
        return endpoint.isJson() ? json(body(endpoint)) : CERTIFICATE;
    }

    static String json(Object body) {
        try {
            return new ObjectMapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> bodies() {
        return Map.ofEntries(
                entry("POST scopes", Map.of("name", "Taken over " + UUID.randomUUID())),
                entry("PUT scopes/{idScope}", Map.of("name", "Taken over")),
                entry(
                        "POST scopes/{idScope}/access-policies",
                        Map.of("name", "taken", "rights", List.of("EnrollmentRead"))),
                entry(
                        "PUT scopes/{idScope}/access-policies/{name}",
                        Map.of("rights", List.of("EnrollmentRead", "EnrollmentWrite"))),
                entry("POST scopes/{idScope}/access-policies/{name}/reveals", Map.of()),
                entry("POST scopes/{idScope}/access-policies/{name}/rotations", Map.of("key", "primary")),
                entry("POST hubs", Map.of("name", "taken-" + UUID.randomUUID())),
                entry("PUT hubs/{hub}", Map.of("settings", Map.of())),
                entry("POST hubs/{hub}/checks", Map.of()),
                entry("POST scopes/{idScope}/hubs", Map.of("hostName", "any.hub.slipway.localhost")),
                entry("PUT scopes/{idScope}/hubs/{link}", Map.of("weight", 7, "applyAllocationPolicy", false)),
                entry("POST scopes/{idScope}/hubs/{link}/ending", Map.of()),
                entry("POST hubs/{hub}/links/{link}/ending", Map.of()),
                entry(
                        "POST scopes/{idScope}/hubs/{link}/abandonment",
                        Map.of("confirmation", "any.hub.slipway.localhost")),
                entry("POST hubs/{hub}/links/{link}/abandonment", Map.of("confirmation", "any.hub.slipway.localhost")),
                entry("POST scopes/{idScope}/hubs/{link}/clearings", Map.of("targetHub", "any.hub.slipway.localhost")),
                entry("POST hubs/{hub}/links/{link}/clearings", Map.of("targetHub", "any.hub.slipway.localhost")),
                entry("POST hubs/{hub}/offers", Map.of("operator", "bolt")),
                entry("POST hubs/{hub}/offer-codes", Map.of("days", 1)),
                entry("POST hubs/{hub}/loans", Map.of("tenant", "corner")),
                entry("POST hubs/{hub}/loans/{loan}/ending", Map.of()),
                entry("POST lent-hubs/{loan}/ending", Map.of()),
                entry("POST lent-hubs/{loan}/clearings", Map.of("targetHub", "any.hub.slipway.localhost")),
                entry("POST hub-offer-codes", Map.of("code", "00000-00000-00000-00000")),
                entry("POST hub-offers/{offer}/acceptances", Map.of("idScope", "0neFFFFFFFF")),
                entry("POST hub-offers/{offer}/declines", Map.of()),
                entry("POST scopes/{idScope}/certificates", Map.of("name", "taken", "certificate", CERTIFICATE)),
                entry("PUT scopes/{idScope}/certificates/{name}", Map.of("name", "taken")),
                entry("POST scopes/{idScope}/certificates/{name}/verification-codes", Map.of()),
                entry("POST scopes/{idScope}/certificates/{name}/verifications", Map.of("certificate", CERTIFICATE)),
                entry(
                        "POST scopes/{idScope}/certificates/{name}/verification-withdrawals",
                        Map.of("reason", "Taken over")),
                entry("POST scopes/{idScope}/enrollments", Map.of("registrationId", "taken", "attestation", SYMMETRIC)),
                entry(
                        "POST scopes/{idScope}/enrollments/batches",
                        Map.of(
                                "mode",
                                "create",
                                "enrollments",
                                List.of(Map.of("registrationId", "taken", "attestation", SYMMETRIC)))),
                entry("PUT scopes/{idScope}/enrollments/{registrationId}", Map.of("attestation", SYMMETRIC)),
                entry("PUT scopes/{idScope}/enrollments/{registrationId}/provisioning-status", disabled()),
                entry("POST scopes/{idScope}/enrollments/{registrationId}/reveals", Map.of()),
                entry("POST scopes/{idScope}/enrollments/{registrationId}/rotations", Map.of("key", "primary")),
                entry("POST scopes/{idScope}/groups", Map.of("enrollmentGroupId", "taken", "attestation", SYMMETRIC)),
                entry("PUT scopes/{idScope}/groups/{group}", Map.of("attestation", SYMMETRIC)),
                entry("PUT scopes/{idScope}/groups/{group}/provisioning-status", disabled()),
                entry("POST scopes/{idScope}/groups/{group}/reveals", Map.of()),
                entry("POST scopes/{idScope}/groups/{group}/rotations", Map.of("key", "primary")),
                entry("POST scopes/{idScope}/groups/{group}/derived-keys", Map.of("registrationId", "taken")),
                entry("POST scopes/{idScope}/supply-grants", Map.of("manufacturer", "acme")),
                entry("PUT settings", Map.of("approvalAbove", 100, "noticesTo", List.of("fleet@example.com"))),
                entry("PUT scopes/{idScope}/devices/{registrationId}/disablement", Map.of("reason", "Taken over")),
                entry("PUT scopes/{idScope}/devices/{registrationId}/twin", Map.of("desired", Map.of("taken", true))),
                entry(
                        "POST reassignments",
                        Map.of("idScope", ids.get("scopes/{idScope}"), "targetHub", "any.example.org")),
                entry("POST reassignments/{reassignment}/starts", Map.of()),
                entry("POST reassignments/{reassignment}/approvals", Map.of()),
                entry("POST reassignments/{reassignment}/pauses", Map.of()),
                entry("POST reassignments/{reassignment}/resumptions", Map.of()),
                entry("POST reassignments/{reassignment}/cancellations", Map.of()),
                entry("POST reassignments/{reassignment}/retries", Map.of()),
                entry("POST reassignments/{reassignment}/rollbacks", Map.of()),
                entry("POST reassignments/{reassignment}/undos", Map.of()),
                entry("POST claims", Map.of("code", "00000-00000-00000-00000")),
                entry("POST claims/checks", Map.of("code", "00000-00000-00000-00000")),
                entry("POST claim-policies/{policy}/codes/withdrawals", Map.of("all", true)),
                entry(
                        "POST claim-policies",
                        Map.of("idScope", ids.get("scopes/{idScope}"), "name", "Taken over " + UUID.randomUUID())),
                entry("PUT claim-policies/{policy}", Map.of("name", "Taken over")),
                entry("POST claim-policies/{policy}/closings", Map.of()),
                entry("POST claim-policies/{policy}/openings", Map.of()),
                entry("POST claim-policies/{policy}/codes", Map.of("registrationIds", List.of("taken"))),
                entry("POST claim-policies/{policy}/claims/{claim}/approvals", Map.of()),
                entry("POST claim-policies/{policy}/claims/{claim}/refusals", Map.of()),
                entry("POST leases", lease()),
                entry("POST leases/previews", lease()),
                entry("POST leases/{lease}/devices", Map.of("devices", Map.of("startsWith", "x"))),
                entry("POST leases/{lease}/withdrawals", Map.of()),
                entry("POST leases/{lease}/acceptances", Map.of()),
                entry("POST leases/{lease}/declines", Map.of()),
                entry("PUT leases/{lease}/default-hub", Map.of()),
                entry("POST leases/{lease}/renewals", Map.of("open", true)),
                entry("POST leases/{lease}/returns", Map.of()),
                entry("POST leases/{lease}/recalls", Map.of()),
                entry("POST leases/{lease}/recall-withdrawals", Map.of()),
                entry("POST leases/{lease}/collections", Map.of()),
                entry("POST leases/{lease}/terminations", Map.of("confirmation", "contoso", "reason", "Taken over")),
                entry("POST lease-approvals/{approval}/approvals", Map.of()),
                entry("POST lease-approvals/{approval}/refusals", Map.of()));
    }

    private Map<String, Object> lease() {
        return Map.of(
                "idScope",
                ids.get("scopes/{idScope}"),
                "lessee",
                "contoso",
                "terms",
                Map.of("reference", "Taken over"),
                "devices",
                Map.of("all", true));
    }

    private static Map<String, Object> disabled() {
        return Map.of("provisioningStatus", "disabled");
    }
}
