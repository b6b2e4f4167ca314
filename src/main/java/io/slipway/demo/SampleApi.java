package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON API as a company's API client uses it: a token by client credentials, then plain HTTP. */
final class SampleApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final DemoSettings settings;

    SampleApi(DemoSettings settings) {
        this.settings = settings;
    }

    JsonNode get(String account, String path) {
        return send(account, "GET", path, null);
    }

    JsonNode post(String account, String path, Object body) {
        return send(account, "POST", path, body);
    }

    private JsonNode send(String account, String method, String path, Object body) {
        try {
            String text = body == null ? "" : JSON.writeValueAsString(body);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(settings.portalUrl() + "/api/v1/a/" + account + "/" + path))
                    .header("Authorization", "Bearer " + tokens.computeIfAbsent(account, this::token))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(text))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new DemoFailure("The sample data could not be made: %s %s answered %d %s"
                        .formatted(method, path, response.statusCode(), response.body()));
            }
            return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new DemoFailure("The sample data could not be made: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted.");
        }
    }

    private String token(String account) {
        SampleClient client = SampleCompanies.account(account).client();
        String form = "grant_type=client_credentials&client_id=" + encoded(client.clientId()) + "&client_secret="
                + encoded(client.secret());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(settings.keycloakUrl() + "/realms/slipway/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                    .required("access_token")
                    .asText();
        } catch (IOException | IllegalArgumentException e) {
            throw new DemoFailure("Keycloak gave " + client.clientId() + " no token: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
