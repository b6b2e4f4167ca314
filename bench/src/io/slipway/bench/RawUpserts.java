package io.slipway.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The least a registration could cost the database: one durable upsert of one row in a transaction of its own. */
final class RawUpserts implements AutoCloseable {
    private static final int ROWS = 100_000;
    private final Installation demo;

    RawUpserts(Installation demo) throws SQLException {
        this.demo = demo;
        execute("drop schema if exists bench cascade");
        execute("create schema bench");
        execute("create table bench.upsert (id text primary key, content text not null, times int not null)");
    }

    String durability() throws SQLException {
        try (Connection connection = demo.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('fsync'), current_setting('synchronous_commit')")) {
            row.next();
            return "fsync " + row.getString(1) + ", synchronous_commit " + row.getString(2);
        }
    }

    Load.Worker open() throws SQLException {
        Connection connection = demo.database();
        PreparedStatement upsert = connection.prepareStatement(
                """
                insert into bench.upsert (id, content, times) values (?, ?, 1)
                on conflict (id) do update set content = excluded.content, times = upsert.times + 1
                """);
        // About as long as a device's row.
        String content = "c".repeat(300);
        return new Load.Worker() {
            @Override
            public void step(int number) throws SQLException {
                upsert.setString(1, "device-" + number % ROWS);
                upsert.setString(2, content);
                upsert.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = demo.database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("drop schema bench cascade");
    }
}
