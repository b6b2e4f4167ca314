package io.slipway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path home;

    @Test
    void rows_survive_the_kill_of_postgres_and_of_its_launcher() throws Exception {
        DemoSecrets secrets = DemoSecrets.in(home.resolve("secrets.properties"));
        EmbeddedDatabase killed = EmbeddedDatabase.durable(home, secrets);
        execute(killed, "create table kept as select 7 as number");
        kill();
        // Lets go of the folder, as the end of its process would.
        killed.close();

        try (EmbeddedDatabase again =
                EmbeddedDatabase.durable(home, DemoSecrets.in(home.resolve("secrets.properties")))) {
            assertEquals("7", query(again, "select number from kept"));
            assertEquals("on", query(again, "show fsync"));
        }
    }

    @Test
    void a_postgres_left_running_is_ended_by_the_next_start() throws Exception {
        DemoSecrets secrets = DemoSecrets.in(home.resolve("secrets.properties"));
        try (EmbeddedDatabase left = EmbeddedDatabase.forgetful(home, secrets)) {
            ProcessHandle postgres = postgres();

            EmbeddedDatabase.endLeftover(home);

            assertFalse(postgres.isAlive());
            assertThrows(SQLException.class, () -> query(left, "select 1"));
        }
    }

    @Test
    void nobody_gets_in_without_a_password_and_the_owner_is_not_almighty() throws Exception {
        try (EmbeddedDatabase database =
                EmbeddedDatabase.forgetful(home, DemoSecrets.in(home.resolve("secrets.properties")))) {
            assertThrows(
                    SQLException.class, () -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "postgres"));
            assertEquals("f", query(database, "select rolsuper or rolbypassrls from pg_roles where rolname = user"));
            assertTrue(Files.notExists(home.resolve("postgres.password")));
        }
    }

    private ProcessHandle postgres() throws IOException {
        String pid = Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private void kill() throws Exception {
        ProcessHandle postgres = postgres();
        postgres.destroyForcibly();
        postgres.onExit().get(10, TimeUnit.SECONDS);
    }

    private static void execute(EmbeddedDatabase database, String statement) throws SQLException {
        try (Connection connection = connect(database)) {
            connection.createStatement().execute(statement);
        }
    }

    private static String query(EmbeddedDatabase database, String query) throws SQLException {
        try (Connection connection = connect(database);
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.OWNER, database.ownerPassword());
    }
}
