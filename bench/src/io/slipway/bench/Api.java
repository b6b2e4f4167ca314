package io.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Northwind's own client of the JSON API. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String portal;
    private final JsonNode client;
    private String token;
    private long expires;

    Api(Installation demo) {
        this.portal = demo.demo().path("portal").asText();
        for (JsonNode account : demo.demo().path("accounts")) {
            if (account.path("slug").asText().equals("northwind")) {
                this.client = account.path("clients").get(0);
                return;
            }
        }
        throw new IllegalStateException("demo.json names no account northwind.");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(portal + "/api/v1/a/northwind/" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private String token() throws IOException, InterruptedException {
        if (System.nanoTime() > expires || token == null) {
            String form = "grant_type=client_credentials&client_id=" + client.path("clientId").asText() + "&client_secret="
                    + client.path("secret").asText();
            HttpRequest request = HttpRequest.newBuilder(URI.create(client.path("tokenUrl").asText()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build();
            JsonNode answer = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
            token = answer.required("access_token").asText();
            expires = System.nanoTime() + answer.path("expires_in").asLong(60) * 500_000_000L;
        }
        return token;
    }
}
