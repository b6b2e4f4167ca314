package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What connects the sample companies: hubs they share, devices they lease, through the same API that anybody would use. */
final class SamplePartners {
    private static final int PATIENCE_SECONDS = 30;
    private final SampleApi api;

    SamplePartners(SampleApi api) {
        this.api = api;
    }

    /** Contoso and Fabrikam have hubs of their own; Northwind sends their leased devices there. */
    void northwind(String scope, String returnHub) {
        String north = shared("contoso", "cafes-north", scope);
        String south = shared("contoso", "cafes-south", scope);
        String vending = shared("fabrikam", "vending", scope);
        String cafes = lease(
                "northwind",
                scope,
                "contoso",
                List.of("tracker-001", "tracker-002", "tracker-003", "tracker-004", "tracker-005", "tracker-006"),
                terms("Cafés, first year", 25, returnHub));
        accept("contoso", cafes, north);
        accept(
                "fabrikam",
                lease(
                        "northwind",
                        scope,
                        "fabrikam",
                        List.of("tracker-007", "tracker-008"),
                        terms("Vending trial", 200, returnHub)),
                vending);
        lease(
                "northwind",
                scope,
                "contoso",
                List.of("tracker-009", "tracker-010"),
                terms("Two more cafés", 300, returnHub));
        awaitActive("contoso", cafes);
        plan(scope, north, south);
        claims(scope);
    }

    /** Corner Kiosk has no hub: Bolt lends it one. */
    void bolt(String scope, String hubName, String hostName) {
        if (rows(api.get("bolt", "hubs/" + hubName + "/loans")).isEmpty()) {
            api.post("bolt", "hubs/" + hubName + "/loans", Map.of("tenant", "corner", "note", "With every kiosk"));
        }
        String kiosks = lease(
                "bolt", scope, "corner", List.of("kiosk-001", "kiosk-002"), terms("Kiosks of Corner", 700, hostName));
        accept("corner", kiosks, hostName);
    }

    /** Offered by its company and accepted into the scope; its host name. */
    private String shared(String account, String hub, String scope) {
        String host = api.get(account, "hubs/" + hub).path("hostName").asText();
        boolean linked = rows(api.get("northwind", "scopes/" + scope + "/hubs")).stream()
                .anyMatch(link -> link.path("hostName").asText().equals(host));
        if (!linked) {
            String offer = api.post(account, "hubs/" + hub + "/offers", Map.of("operator", "northwind"))
                    .path("id")
                    .asText();
            api.post("northwind", "hub-offers/" + offer + "/acceptances", Map.of("idScope", scope));
        }
        return host;
    }

    private String lease(String lessor, String scope, String lessee, List<String> devices, Map<String, Object> terms) {
        return rows(api.get(lessor, "leases?limit=100").path("leases")).stream()
                .filter(lease -> lease.path("reference").asText().equals(terms.get("reference")))
                .findFirst()
                .orElseGet(() -> api.post(
                        lessor,
                        "leases",
                        Map.of(
                                "idScope",
                                scope,
                                "lessee",
                                lessee,
                                "terms",
                                terms,
                                "devices",
                                Map.of("registrationIds", devices))))
                .path("id")
                .asText();
    }

    private static Map<String, Object> terms(String reference, int days, String returnHub) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("reference", reference);
        terms.put("rights", List.of("reassign", "twin", "disable"));
        terms.put(
                "endsAt",
                Instant.now()
                        .plus(days, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toString());
        terms.put("returnHub", returnHub);
        return terms;
    }

    private void accept(String lessee, String lease, String defaultHub) {
        if (api.get(lessee, "leases/" + lease).path("answeredAt").asText("").isEmpty()) {
            api.post(lessee, "leases/" + lease + "/acceptances", Map.of("defaultHub", defaultHub));
        }
    }

    private void awaitActive(String lessee, String lease) {
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            JsonNode devices = api.get(lessee, "leases/" + lease).path("devices");
            if (devices.path("starting").asInt() == 0 && devices.path("active").asInt() > 0) {
                return;
            }
            sleep();
        }
        throw new DemoFailure("The leased devices were not handed over within %d seconds.".formatted(PATIENCE_SECONDS));
    }

    /** To look at, and to start. */
    private void plan(String scope, String from, String to) {
        if (rows(api.get("contoso", "reassignments?limit=1").path("reassignments"))
                .isEmpty()) {
            api.post(
                    "contoso",
                    "reassignments",
                    Map.of(
                            "idScope",
                            scope,
                            "devices",
                            Map.of("hub", from),
                            "targetHub",
                            to,
                            "waveSize",
                            2,
                            "pauseAbove",
                            20,
                            "reason",
                            "The summer season begins in the south"));
        }
    }

    private void claims(String scope) {
        if (rows(api.get("northwind", "claim-policies")).isEmpty()) {
            String policy = api.post(
                            "northwind",
                            "claim-policies",
                            Map.of(
                                    "idScope",
                                    scope,
                                    "name",
                                    "Starter kit",
                                    "rights",
                                    List.of("reassign", "twin"),
                                    "termDays",
                                    365,
                                    "mostDevices",
                                    10))
                    .path("id")
                    .asText();
            api.post(
                    "northwind",
                    "claim-policies/" + policy + "/codes",
                    Map.of("registrationIds", List.of("tracker-011", "tracker-012")));
        }
    }

    private static List<JsonNode> rows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static void sleep() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted.");
        }
    }
}
