package io.slipway.bench;

import io.slipway.demo.Application;
import java.io.IOException;
import java.io.Reader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** One of the processes that work on the demo's database. */
final class Replica implements AutoCloseable {
    private static final String MOVED = "slipway_reassignment_moved_total";
    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final URI portal;
    private final Application application;

    private Replica(String name, URI portal, Application application) {
        this.name = name;
        this.portal = portal;
        this.application = application;
    }

    static Replica ofDemo(Installation demo) {
        return new Replica("the demo", URI.create(demo.demo().path("portal").asText()), null);
    }

    /** A second one with the settings of the demo's, on free ports; it is ready when this returns. */
    static Replica start(Installation demo, Path home) throws IOException {
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                "SLIPWAY_HOME", home.resolve("application").toString(),
                "SLIPWAY_REPLICA", "slipway second",
                "SLIPWAY_PORTAL_PORT", freePort(),
                "SLIPWAY_PORTAL_URL", demo.demo().path("portal").asText(),
                "SLIPWAY_DEVICE_HOST", "127.0.0.1",
                "SLIPWAY_DEVICE_HTTPS_PORT", freePort(),
                "SLIPWAY_DATABASE_URL", demo.jdbcUrl(),
                "SLIPWAY_KEYCLOAK_URL", keycloak(demo)));
        environment.putAll(Map.of(
                "SLIPWAY_DATABASE_OWNER_PASSWORD", secrets.getProperty("database-owner"),
                "SLIPWAY_DATABASE_APP_PASSWORD", secrets.getProperty("database-application"),
                "SLIPWAY_DATABASE_DEVICE_PASSWORD", secrets.getProperty("database-device"),
                "SLIPWAY_OIDC_CLIENT_SECRET", secrets.getProperty("portal-client"),
                "SLIPWAY_KEYCLOAK_ADMIN_SECRET", secrets.getProperty("admin-client"),
                "SLIPWAY_SESSION_SECRET", secrets.getProperty("session"),
                "SLIPWAY_MASTER_KEYS", "demo:" + secrets.getProperty("master-key")));
        Application application = Application.launch(home.resolve("bench-replica.log"), environment);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> application.process().destroy()));
        application.awaitReady();
        return new Replica("the second", application.portal(), application);
    }

    /** Devices that it took off a hub since its start. */
    long moved() throws IOException, InterruptedException {
        HttpRequest metrics = HttpRequest.newBuilder(portal.resolve("/q/metrics")).build();
        return http.send(metrics, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(MOVED))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        application.process().destroy();
        application.process().onExit().join();
    }

    @Override
    public String toString() {
        return name;
    }

    private static String keycloak(Installation demo) {
        String tokens = demo.demo().path("accounts").get(0).path("clients").get(0).path("tokenUrl").asText();
        return tokens.substring(0, tokens.indexOf("/realms/"));
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
