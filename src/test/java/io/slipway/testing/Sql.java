package io.slipway.testing;

import io.slipway.demo.SampleCompanies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Statements beside the application, as one of the database's roles. */
public final class Sql {
    private interface Role {
        Connection connect() throws SQLException;
    }

    /** Of each role and account, connections that nobody uses now: a new one first reads the whole catalogue again. */
    private static final Map<String, Deque<Connection>> IDLE = new ConcurrentHashMap<>();

    private final Role role;
    private final String account;
    private final Deque<Connection> idle;

    private Sql(String name, Role role, String account) {
        this.role = role;
        this.account = account;
        this.idle = IDLE.computeIfAbsent(name + " for " + account, key -> new ConcurrentLinkedDeque<>());
    }

    /** As the portal, acting for a sample company. */
    public static Sql as(String slug) {
        return new Sql("application", Stack::application, id(slug));
    }

    /** As the portal, acting for a company that is no sample. */
    public static Sql of(UUID account) {
        return new Sql("application", Stack::application, account.toString());
    }

    /** As the device plane, acting for a sample company. */
    public static Sql deviceOf(String slug) {
        return new Sql("device", Stack::device, id(slug));
    }

    /** As the portal or the device plane that forgot to say for whom. */
    public static Sql forNobody(boolean device) {
        return device ? new Sql("device", Stack::device, null) : new Sql("application", Stack::application, null);
    }

    /** As the role that migrates: for the catalogue only, since row security is forced on it too. */
    public static Sql owner() {
        return new Sql("owner", Stack::owner, null);
    }

    /** As the superuser, who sees all rows: for what must be true of a whole database. */
    public static Sql everything(String database) {
        return new Sql("superuser of " + database, () -> Stack.superuser(database), null);
    }

    public static String id(String slug) {
        return SampleCompanies.account(slug).id().toString();
    }

    public List<Map<String, Object>> rows(String sql, Object... values) {
        return run(sql, values, statement -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            ResultSet read = statement.executeQuery();
            while (read.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= read.getMetaData().getColumnCount(); i++) {
                    row.put(read.getMetaData().getColumnName(i), read.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        });
    }

    public Map<String, Object> row(String sql, Object... values) {
        List<Map<String, Object>> rows = rows(sql, values);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows: " + sql + " " + List.of(values));
        }
        return rows.get(0);
    }

    @SuppressWarnings("unchecked")
    public <T> T value(String sql, Object... values) {
        return (T) row(sql, values).values().iterator().next();
    }

    /** How many rows it touched. */
    public int update(String sql, Object... values) {
        return run(sql, values, PreparedStatement::executeUpdate);
    }

    /** Why the database refuses, or null if it does not; nothing stays of it. */
    public String refusal(String sql, Object... values) {
        try {
            tryOut(sql, values);
            return null;
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    /** Commits only after what is to happen meanwhile has happened. */
    public void uncommitted(Runnable meanwhile, String sql, Object... values) {
        try (Connection connection = open();
                PreparedStatement statement = prepared(connection, sql, values)) {
            connection.setAutoCommit(false);
            statement.execute();
            meanwhile.run();
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** How many rows it would touch; nothing stays of it. */
    public int tryOut(String sql, Object... values) throws SQLException {
        return borrowing(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = prepared(connection, sql, values)) {
                return statement.execute() ? count(statement.getResultSet()) : statement.getUpdateCount();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private interface Work<W, T> {
        T with(W what) throws SQLException;
    }

    private <T> T run(String sql, Object[] values, Work<PreparedStatement, T> work) {
        try {
            return borrowing(connection -> {
                try (PreparedStatement statement = prepared(connection, sql, values)) {
                    return work.with(statement);
                }
            });
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private <T> T borrowing(Work<Connection, T> work) throws SQLException {
        Connection kept = idle.poll();
        Connection connection = kept == null ? open() : kept;
        try {
            return work.with(connection);
        } finally {
            if (!connection.isClosed()) {
                idle.push(connection);
            }
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private Connection open() throws SQLException {
        Connection connection = role.connect();
        if (account != null) {
            try (PreparedStatement acting =
                    connection.prepareStatement("select set_config('slipway.account_id', ?, false)")) {
                acting.setString(1, account);
                acting.execute();
            }
        }
        return connection;
    }
}
