package io.slipway.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** PostgreSQL 17 on loopback with a database {@code slipway} that belongs to a role {@code slipway_owner}. */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final String OWNER = "slipway_owner";

    private static final String SUPERUSER = "postgres";
    private static final String SUPERUSER_SECRET = "database-superuser";
    private static final String OWNER_SECRET = "database-owner";
    private final EmbeddedPostgres server;
    private final DemoSecrets secrets;

    private EmbeddedDatabase(EmbeddedPostgres server, DemoSecrets secrets) {
        this.server = server;
        this.secrets = secrets;
    }

    /** Keeps its data in {@code home/postgres} and survives a crash. */
    public static EmbeddedDatabase durable(Path home, DemoSecrets secrets) {
        return start(home, secrets, "on");
    }

    /** For tests: without flushing to disk, so fast, and of no use after a crash. */
    public static EmbeddedDatabase forgetful(Path home, DemoSecrets secrets) {
        return start(home, secrets, "off");
    }

    private static EmbeddedDatabase start(Path home, DemoSecrets secrets, String flush) {
        Path data = home.resolve("postgres").toAbsolutePath();
        Path log = home.resolve("postgres.log");
        Path password = home.resolve("postgres.password");
        try {
            Files.createDirectories(home);
            PrivateFile.write(password, secrets.get(SUPERUSER_SECRET));
            endLeftover(home);
            EmbeddedDatabase database = new EmbeddedDatabase(server(data, log, password, secrets, flush), secrets);
            database.createOwner();
            return database;
        } catch (IOException | IllegalStateException e) {
            throw new DemoFailure("PostgreSQL did not start. What it said is in " + log + ".", e);
        } finally {
            delete(password);
        }
    }

    private static EmbeddedPostgres server(Path data, Path log, Path password, DemoSecrets secrets, String flush)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setDataDirectoryCustomizer(EmbeddedDatabase::askForPasswords)
                .setRegisterShutdownHook(false)
                // These reach initdb as they are. The same order of names on every machine, whatever its language is.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("pwfile", password.toAbsolutePath().toString())
                .setConnectConfig("password", secrets.get(SUPERUSER_SECRET))
                .setServerConfig("fsync", flush)
                .setServerConfig("synchronous_commit", flush)
                .setServerConfig("full_page_writes", flush)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("log_timezone", "UTC")
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Without this every local user would be let in as superuser. */
    private static void askForPasswords(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After {@code kill -9} of the launcher PostgreSQL runs on; after one of PostgreSQL its pid file stays. */
    static void endLeftover(Path home) throws IOException {
        Path data = home.resolve("postgres").toAbsolutePath();
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            ProcessHandle.of(pid)
                    .filter(process -> serves(process, data))
                    .ifPresent(process -> Leftover.end(process, Duration.ofSeconds(20)));
            Files.deleteIfExists(pidFile);
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        List<String> arguments = process.info().arguments().map(List::of).orElse(List.of());
        return arguments.contains(data.toString());
    }

    private void createOwner() {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            // createrole, because migrations create the application's roles, which own nothing.
            if (!exists(statement, "select from pg_roles where rolname = 'slipway_owner'")) {
                statement.execute("create role slipway_owner");
            }
            statement.execute(
                    "alter role slipway_owner login nosuperuser createrole password '" + ownerPassword() + "'");
            if (!exists(statement, "select from pg_database where datname = 'slipway'")) {
                statement.execute("create database slipway owner slipway_owner");
            }
        } catch (SQLException e) {
            throw new DemoFailure("PostgreSQL started but refused to create the database: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For what only a superuser sees, such as a test's look into the catalogue; the application never gets it. */
    public Connection superuser(String database) throws SQLException {
        return server.getDatabase(SUPERUSER, database).getConnection();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/slipway";
    }

    public String ownerPassword() {
        return secrets.get(OWNER_SECRET);
    }

    public String applicationPassword() {
        return secrets.get("database-application");
    }

    public String devicePassword() {
        return secrets.get("database-device");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
