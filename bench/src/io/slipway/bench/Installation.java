package io.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;

/** The running demo, as its own files describe it. */
record Installation(JsonNode demo, String jdbcUrl, String databasePassword, String devicePassword) {
    static Installation in(Path home) throws IOException {
        JsonNode demo = new ObjectMapper().readTree(home.resolve("demo.json").toFile());
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        // The fourth line of PostgreSQL's pid file is its port.
        String port = Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(3).strip();
        Installation installation = new Installation(
                demo,
                "jdbc:postgresql://127.0.0.1:" + port + "/slipway",
                secrets.getProperty("database-owner"),
                secrets.getProperty("database-device"));
        installation.requireLoopback();
        return installation;
    }

    /** Load on somebody else's installation is not what this is for. */
    private void requireLoopback() throws IOException {
        if (!InetAddress.getByName(deviceHost()).isLoopbackAddress()) {
            throw new IOException(deviceHost() + " is not this machine; the bench runs against a local demo only.");
        }
    }

    String deviceHost() {
        return demo.path("deviceHost").asText();
    }

    int devicePort() {
        return demo.path("httpsPort").asInt();
    }

    String idScope() {
        return demo.path("idScope").asText();
    }

    Path trustBundle() {
        return Path.of(demo.path("trustBundle").asText());
    }

    byte[] groupKey() {
        return Base64.getDecoder().decode(demo.at("/symmetricGroup/primaryKey").asText());
    }

    Path caCertificate() {
        return Path.of(demo.at("/x509Group/caCertificate").asText());
    }

    Path caKey() {
        return Path.of(demo.at("/x509Group/caKey").asText());
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "slipway_owner", databasePassword);
    }
}
