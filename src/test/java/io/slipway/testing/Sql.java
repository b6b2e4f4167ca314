package io.slipway.testing;

import io.slipway.demo.SampleCompanies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Statements beside the application, as one of the database's roles. */
public final class Sql {
    private interface Role {
        Connection connect() throws SQLException;
    }

    private final Role role;
    private final String account;

    private Sql(Role role, String account) {
        this.role = role;
        this.account = account;
    }

    /** As the portal, acting for a sample company. */
    public static Sql as(String slug) {
        return new Sql(Stack::application, id(slug));
    }

    /** As the portal, acting for a company that is no sample. */
    public static Sql of(UUID account) {
        return new Sql(Stack::application, account.toString());
    }

    /** As the device plane, acting for a sample company. */
    public static Sql deviceOf(String slug) {
        return new Sql(Stack::device, id(slug));
    }

    /** As the portal or the device plane that forgot to say for whom. */
    public static Sql forNobody(boolean device) {
        return new Sql(device ? Stack::device : Stack::application, null);
    }

    /** As the role that migrates: for the catalogue only, since row security is forced on it too. */
    public static Sql owner() {
        return new Sql(Stack::owner, null);
    }

    /** As the superuser, who sees all rows: for what must be true of a whole database. */
    public static Sql everything(String database) {
        return new Sql(() -> Stack.superuser(database), null);
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
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = prepared(connection, sql, values)) {
                statement.execute();
                meanwhile.run();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** How many rows it would touch; nothing stays of it. */
    public int tryOut(String sql, Object... values) throws SQLException {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = prepared(connection, sql, values)) {
                return statement.execute() ? count(statement.getResultSet()) : statement.getUpdateCount();
            } finally {
                connection.rollback();
            }
        }
    }

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Object[] values, Work<T> work) {
        try (Connection connection = open();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
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
