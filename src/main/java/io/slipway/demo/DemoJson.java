package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code demo.json}: all that a program needs to use the running demo, secrets included. */
final class DemoJson {
    private DemoJson() {}

    /** Returns what it wrote. */
    static JsonNode write(DemoSettings settings, Map<String, Object> sampleData) throws IOException {
        Map<String, Object> demo = new LinkedHashMap<>();
        demo.put("portal", settings.portalUrl());
        demo.put("deviceHost", "localhost");
        demo.put("httpsPort", settings.devicePort());
        demo.put(
                "trustBundle",
                settings.applicationHome()
                        .resolve("device-tls/trust-bundle.pem")
                        .toString());
        demo.putAll(sampleData);
        demo.put(
                "accounts",
                SampleCompanies.ACCOUNTS.stream()
                        .map(account -> account(account, settings))
                        .toList());
        JsonNode json = new ObjectMapper().valueToTree(demo);
        PrivateFile.write(file(settings), json.toPrettyString());
        return json;
    }

    static Path file(DemoSettings settings) {
        return settings.home().resolve("demo.json");
    }

    private static Map<String, Object> account(SampleAccount account, DemoSettings settings) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slug", account.slug());
        fields.put("name", account.name());
        fields.put("capabilities", account.capabilities());
        fields.put("users", account.users().stream().map(DemoJson::user).toList());
        fields.put("clients", List.of(client(account.client(), settings)));
        return fields;
    }

    private static Map<String, Object> user(SampleUser user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", user.name());
        fields.put("password", SampleCompanies.PASSWORD);
        fields.put("roles", user.roles());
        return fields;
    }

    private static Map<String, Object> client(SampleClient client, DemoSettings settings) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("clientId", client.clientId());
        fields.put("secret", client.secret());
        fields.put("tokenUrl", settings.keycloakUrl() + "/realms/slipway/protocol/openid-connect/token");
        return fields;
    }
}
