package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the demo shows beyond its companies: scopes, enrollments, hubs and devices, made through the same API and device
 * endpoint that anybody would use.
 */
final class SampleData {
    private static final String SYMMETRIC_GROUP = "trackers";
    private static final String X509_GROUP = "sensors";
    private final DemoSettings settings;
    private final SampleApi api;

    SampleData(DemoSettings settings) {
        this.settings = settings;
        this.api = new SampleApi(settings);
    }

    /** Makes what is not there yet; returns what {@code demo.json} says of it, by its field names. */
    Map<String, Object> load() {
        // A company exists here from the first time one of its people or clients arrives.
        SampleCompanies.ACCOUNTS.forEach(account -> api.get(account.slug(), "events?limit=1"));
        hub("contoso", "cafes-north");
        hub("contoso", "cafes-south");
        hub("fabrikam", "vending");
        bolt();
        return northwind();
    }

    private void bolt() {
        String scope = scope("bolt", "Bolt Cloud");
        JsonNode main = hub("bolt", "main");
        link("bolt", scope, main);
        group("bolt", scope, Map.of("enrollmentGroupId", "kiosks", "attestation", symmetricKey()));
        SampleFleet.registerKiosks(settings, scope, groupKey("bolt", scope, "kiosks"));
        new SamplePartners(api).bolt(scope, "main", main.path("hostName").asText());
    }

    private Map<String, Object> northwind() {
        String scope = scope("northwind", "Fleet Europe");
        JsonNode east = hub("northwind", "east");
        JsonNode west = hub("northwind", "west");
        link("northwind", scope, east);
        link("northwind", scope, west);
        SampleAuthority fleetCa = SampleAuthority.in(settings.home().resolve("sample-data"), "Northwind Devices CA");
        certificate("northwind", "scopes/" + scope, "northwind-devices-ca", fleetCa);
        group(
                "northwind",
                scope,
                Map.of(
                        "enrollmentGroupId", SYMMETRIC_GROUP,
                        "attestation", symmetricKey(),
                        "initialTwin",
                                Map.of(
                                        "tags",
                                        Map.of("fleet", "europe"),
                                        "properties",
                                        Map.of("desired", Map.of("interval", 30)))));
        group(
                "northwind",
                scope,
                Map.of(
                        "enrollmentGroupId",
                        X509_GROUP,
                        "attestation",
                        Map.of(
                                "type",
                                "x509",
                                "x509",
                                Map.of("caReferences", Map.of("primary", "northwind-devices-ca")))));
        supply(scope);
        SampleFleet fleet = new SampleFleet(api, settings, scope, fleetCa);
        fleet.register(groupKey("northwind", scope, SYMMETRIC_GROUP));
        new SamplePartners(api).northwind(scope, east.path("hostName").asText());
        return described(scope, fleetCa, List.of(east, west));
    }

    /** Acme may supply Northwind's scope: it brings its own CA, proves it, and enrolls a few devices. */
    private void supply(String scope) {
        if (api.get("acme", "supply").findValuesAsText("idScope").isEmpty()) {
            api.post(
                    "northwind",
                    "scopes/" + scope + "/supply-grants",
                    Map.of("manufacturer", "acme", "note", "Sensors of the 2026 contract"));
        }
        SampleAuthority ca = SampleAuthority.in(settings.home().resolve("sample-data"), "Acme Sensors CA");
        certificate("acme", "supply/" + scope, "acme-sensors-ca", ca);
    }

    private Map<String, Object> described(String scope, SampleAuthority ca, List<JsonNode> hubs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("idScope", scope);
        fields.put(
                "serviceConnectionString",
                api.post("northwind", "scopes/" + scope + "/access-policies/provisioningserviceowner/reveals", null)
                        .path("primaryConnectionString")
                        .asText());
        fields.put(
                "symmetricGroup",
                Map.of(
                        "id",
                        SYMMETRIC_GROUP,
                        "primaryKey",
                        Base64.getEncoder().encodeToString(groupKey("northwind", scope, SYMMETRIC_GROUP))));
        fields.put(
                "x509Group",
                Map.of(
                        "id",
                        X509_GROUP,
                        "caCertificate",
                        ca.certificateFile().toString(),
                        "caKey",
                        ca.keyFile().toString()));
        fields.put("hubs", hubs.stream().map(SampleData::described).toList());
        return fields;
    }

    /** The hub's own service API comes with its device face; until then there is no connection string to give. */
    private static Map<String, Object> described(JsonNode hub) {
        return Map.of(
                "name", hub.path("name").asText(),
                "hostName", hub.path("hostName").asText(),
                "account", "northwind");
    }

    private String scope(String account, String name) {
        return found(api.get(account, "scopes"), "name", name, () -> api.post(account, "scopes", Map.of("name", name)))
                .path("idScope")
                .asText();
    }

    private JsonNode hub(String account, String name) {
        return found(
                api.get(account, "hubs"),
                "name",
                name,
                () -> api.post(account, "hubs", Map.of("name", name, "connector", "built-in")));
    }

    private void link(String account, String scope, JsonNode hub) {
        String path = "scopes/" + scope + "/hubs";
        found(
                api.get(account, path),
                "hub",
                hub.path("name").asText(),
                () -> api.post(
                        account, path, Map.of("hostName", hub.path("hostName").asText())));
    }

    private void group(String account, String scope, Map<String, Object> group) {
        String path = "scopes/" + scope + "/groups";
        found(
                api.get(account, path).path("rows"),
                "enrollmentGroupId",
                (String) group.get("enrollmentGroupId"),
                () -> api.post(account, path, group));
    }

    private byte[] groupKey(String account, String scope, String group) {
        JsonNode keys = api.post(account, "scopes/" + scope + "/groups/" + group + "/reveals", null);
        return Base64.getDecoder().decode(keys.at("/symmetricKey/primaryKey").asText());
    }

    private void certificate(String account, String side, String name, SampleAuthority ca) {
        String path = side + "/certificates";
        if (missing(api.get(account, path), "name", name)) {
            api.post(account, path, Map.of("name", name, "certificate", ca.certificatePem()));
            String code = api.post(account, path + "/" + name + "/verification-codes", null)
                    .path("verificationCode")
                    .asText();
            api.post(account, path + "/" + name + "/verifications", Map.of("certificate", ca.proof(code)));
        }
    }

    private static Map<String, Object> symmetricKey() {
        return Map.of("type", "symmetricKey");
    }

    private static boolean missing(JsonNode list, String field, String value) {
        return rows(list).noneMatch(row -> row.path(field).asText().equals(value));
    }

    private static JsonNode found(JsonNode list, String field, String value, Supplier<JsonNode> make) {
        return rows(list)
                .filter(row -> row.path(field).asText().equals(value))
                .findFirst()
                .orElseGet(make);
    }

    /** A list is an array, or a page whose one array it is. */
    private static Stream<JsonNode> rows(JsonNode list) {
        JsonNode rows = list.isArray()
                ? list
                : elements(list).filter(JsonNode::isArray).findFirst().orElse(list);
        return elements(rows);
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
