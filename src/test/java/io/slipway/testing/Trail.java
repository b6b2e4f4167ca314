package io.slipway.testing;

import io.slipway.demo.SampleCompanies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The audit trail of a sample company as the application's role may read it. */
public final class Trail {
    private Trail() {}

    /** What happened to one object, oldest first. */
    public static List<String> of(String slug, String objectId) {
        return read(slug, "object_id = ?", objectId);
    }

    /** What happened to the objects of a scope that were called this. */
    public static List<String> named(String slug, String objectName, String idScope) {
        return read(
                slug,
                "object_name = ? and scope_id = (select scope_id from scope_address where id_scope = ?)",
                objectName,
                idScope);
    }

    private static List<String> read(String slug, String condition, String... values) {
        try (Connection application = Stack.application();
                PreparedStatement account =
                        application.prepareStatement("select set_config('slipway.account_id', ?, false)");
                PreparedStatement events = application.prepareStatement(
                        "select action from event where " + condition + " order by event_id")) {
            account.setString(1, SampleCompanies.account(slug).id().toString());
            account.execute();
            for (int i = 0; i < values.length; i++) {
                events.setString(i + 1, values[i]);
            }
            return actions(events.executeQuery());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> actions(ResultSet rows) throws SQLException {
        List<String> actions = new ArrayList<>();
        while (rows.next()) {
            actions.add(rows.getString(1));
        }
        return actions;
    }
}
