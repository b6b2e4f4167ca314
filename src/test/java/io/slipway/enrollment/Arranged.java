package io.slipway.enrollment;

import io.slipway.demo.SampleCompanies;
import io.slipway.testing.Stack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** What other features and devices do, done by the application's role in an account of the sample companies. */
final class Arranged {
    private Arranged() {}

    /** A hub linked to a scope. */
    static String hub(String slug, String idScope) {
        UUID hub = UUID.randomUUID();
        String host = "hub-" + hub + ".hub.slipway.localhost";
        run(
                slug,
                "insert into hub (hub_id, account_id, name, host_name, connector) values (?, ?, ?, ?, 'built-in')",
                hub,
                account(slug),
                "hub " + hub,
                host);
        run(
                slug,
                """
                insert into hub_link (hub_link_id, account_id, scope_id, hub_account_id, hub_id)
                select gen_random_uuid(), account_id, scope_id, account_id, ?
                  from scope_address where id_scope = ?
                """,
                hub,
                idScope);
        return host;
    }

    /** A device's registration, through a group when one is named. */
    static void registered(String slug, String idScope, String registrationId, String host, String group) {
        run(
                slug,
                """
                insert into device (scope_id, registration_key, account_id, holder_id, registration_id, attestation_type)
                select scope_id, lower(?), account_id, account_id, ?, 'symmetricKey'
                  from scope_address where id_scope = ?
                on conflict do nothing
                """,
                registrationId,
                registrationId,
                idScope);
        run(
                slug,
                """
                update device
                   set status = 'assigned', hub_id = hub.hub_id, hub_account_id = hub.account_id
                     , hub_host_name = hub.host_name, device_id = registration_id, registrations = 1
                     , last_registered_at = now()
                     , enrollment_group_id = (select enrollment_group_id from enrollment_group
                                               where scope_id = device.scope_id and group_key = ?)
                  from hub
                 where hub.host_name = ? and registration_key = lower(?)
                   and device.scope_id = (select scope_id from scope_address where id_scope = ?)
                """,
                group,
                host,
                registrationId,
                idScope);
    }

    private static UUID account(String slug) {
        return UUID.fromString(SampleCompanies.account(slug).id().toString());
    }

    private static void run(String slug, String sql, Object... values) {
        try (Connection application = Stack.application();
                PreparedStatement acting =
                        application.prepareStatement("select set_config('slipway.account_id', ?, false)");
                PreparedStatement statement = application.prepareStatement(sql)) {
            acting.setString(1, account(slug).toString());
            acting.execute();
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (statement.executeUpdate() > 1) {
                throw new AssertionError("more than one row: " + sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
