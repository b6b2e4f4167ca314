package io.slipway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.slipway.demo.DemoSecrets;
import io.slipway.demo.EmbeddedDatabase;
import io.slipway.demo.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * PostgreSQL and Keycloak for the application under test, started once per test run.
 *
 * <p>Quarkus makes this class anew in another class loader whenever it restarts the application, so what is running is noted in
 * system properties and ends with the JVM.
 */
public class Stack implements QuarkusTestResourceLifecycleManager {
    static final Path FOLDER = Path.of("target", "stack");
    private static final String MASTER_KEYS = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String SESSION_SECRET = "a secret of 32 letters for tests";
    private static final String DATABASE = "slipway.stack.database";
    private static final String PORTAL_PORT = "slipway.stack.portal-port";

    @Override
    public Map<String, String> start() {
        startDatabase();
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "" + portalPort()),
                Map.entry("slipway.portal-url", portalUrl()),
                Map.entry("slipway.home", FOLDER.resolve("home").toString()),
                Map.entry("slipway.device.host", "127.0.0.1"),
                Map.entry("slipway.device.https-port", "0"),
                Map.entry("slipway.master-keys", MASTER_KEYS),
                Map.entry("quarkus.datasource.jdbc.url", databaseUrl()),
                Map.entry("quarkus.datasource.password", secrets().get("database-application")),
                Map.entry("quarkus.datasource.device.password", secrets().get("database-device")),
                Map.entry("quarkus.flyway.password", secrets().get("database-owner")),
                Map.entry("slipway.keycloak.url", TestKeycloak.url()),
                Map.entry("quarkus.oidc.auth-server-url", TestKeycloak.realmUrl()),
                Map.entry("quarkus.oidc.credentials.secret", TestKeycloak.PORTAL_SECRET),
                Map.entry("quarkus.keycloak.admin-client.client-secret", TestKeycloak.ADMIN_SECRET),
                Map.entry("quarkus.oidc.token-state-manager.encryption-secret", SESSION_SECRET));
    }

    @Override
    public void stop() {
        // The next application of this run goes on with the same; see startDatabase.
    }

    /** For tests that need the database but no application. */
    public static String databaseUrl() {
        startDatabase();
        return System.getProperty(DATABASE);
    }

    public static String portalUrl() {
        return "http://localhost:" + portalPort();
    }

    /** The role that migrates and owns, for looking into the catalogue and for arranging what no use case can. */
    public static Connection owner() throws SQLException {
        return DriverManager.getConnection(
                databaseUrl(), EmbeddedDatabase.OWNER, secrets().get("database-owner"));
    }

    /** The portal's role, to which row-level security applies. */
    public static Connection application() throws SQLException {
        return DriverManager.getConnection(
                databaseUrl(), "slipway_app", secrets().get("database-application"));
    }

    /** The device plane's role, to which row-level security applies. */
    public static Connection device() throws SQLException {
        return DriverManager.getConnection(
                databaseUrl(), "slipway_device", secrets().get("database-device"));
    }

    /** Sees all rows, whoever's they are. */
    static Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(
                databaseUrl().replaceAll("[^/]+$", database),
                "postgres",
                secrets().get("database-superuser"));
    }

    /** What an application needs that is started as a process of its own, on an empty database of its own. */
    static Map<String, String> environment(String database) {
        Sql.everything("postgres").update("create database %s owner %s".formatted(database, EmbeddedDatabase.OWNER));
        return Map.ofEntries(
                Map.entry("SLIPWAY_MASTER_KEYS", MASTER_KEYS),
                Map.entry("SLIPWAY_DATABASE_URL", databaseUrl().replaceAll("[^/]+$", database)),
                Map.entry("SLIPWAY_DATABASE_OWNER_PASSWORD", secrets().get("database-owner")),
                Map.entry("SLIPWAY_DATABASE_APP_PASSWORD", secrets().get("database-application")),
                Map.entry("SLIPWAY_DATABASE_DEVICE_PASSWORD", secrets().get("database-device")),
                Map.entry("SLIPWAY_KEYCLOAK_URL", TestKeycloak.url()),
                Map.entry("SLIPWAY_OIDC_CLIENT_SECRET", TestKeycloak.PORTAL_SECRET),
                Map.entry("SLIPWAY_KEYCLOAK_ADMIN_SECRET", TestKeycloak.ADMIN_SECRET),
                Map.entry("SLIPWAY_SESSION_SECRET", SESSION_SECRET));
    }

    private static void startDatabase() {
        if (System.getProperty(DATABASE) != null) {
            return;
        }
        Path home = FOLDER.resolve("database-" + ProcessHandle.current().pid());
        EmbeddedDatabase database = EmbeddedDatabase.forgetful(home, secrets());
        System.setProperty(DATABASE, database.jdbcUrl());
        atTheEnd(() -> {
            database.close();
            Folder.delete(home);
        });
    }

    private static int portalPort() {
        if (System.getProperty(PORTAL_PORT) == null) {
            System.setProperty(PORTAL_PORT, "" + freePort());
        }
        return Integer.getInteger(PORTAL_PORT);
    }

    private static DemoSecrets secrets() {
        return DemoSecrets.in(FOLDER.resolve("secrets.properties"));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void atTheEnd(Ending ending) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                ending.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    interface Ending {
        void run() throws IOException;
    }
}
