package io.slipway.testing;

import java.util.UUID;

/** Devices in another company's hands, and the hubs they may be on, arranged beside the application. */
public final class Leased {
    private Leased() {}

    /** From the operator of the scope, beginning now; a device that is on a hub stays there, and the hub is lent if need be. */
    public static UUID to(String lessee, String operator, String idScope, String registrationId, String... rights) {
        UUID lease = UUID.randomUUID();
        Calls.as(lessee).enter();
        Sql.as(operator)
                .update(
                        """
                        insert into lease (lease_id, account_id, lessee_id, operator_id, scope_id, reference, rights, offer_expires_at)
                        select ?, account_id, cast(? as uuid), account_id, scope_id, 'Lease of ' || ?, cast(? as text[])
                             , now() + interval '7 days'
                          from scope
                         where id_scope = ?
                        """,
                        lease,
                        Sql.id(lessee),
                        registrationId,
                        "{" + String.join(",", rights) + "}",
                        idScope);
        Sql.as(operator)
                .update(
                        """
                        insert into lease_device (lease_id, scope_id, registration_key, registration_id, account_id, lessee_id
                          , operator_id, depth)
                        select lease.lease_id, scope_id, registration_key, registration_id, lease.account_id, lessee_id
                             , operator_id, depth
                          from lease
                          join device using (scope_id)
                         where lease.lease_id = ? and registration_key = lower(?)
                        """,
                        lease,
                        registrationId);
        lendWhereItIs(operator, lease);
        begin(lease, operator);
        return lease;
    }

    private static void lendWhereItIs(String operator, UUID lease) {
        Sql.as(operator)
                .update(
                        """
                        insert into hub_loan (hub_loan_id, account_id, hub_id, borrower_id)
                        select distinct on (hub_id) gen_random_uuid(), hub.account_id, hub_id, lessee_id
                          from lease_device
                          join device using (scope_id, registration_key)
                          join hub using (hub_id)
                         where lease_device.lease_id = ?
                        on conflict do nothing
                        """,
                        lease);
    }

    /** Back to the operator; the device keeps its hub. */
    public static void end(UUID lease, String operator) {
        Sql device = Sql.deviceOf(operator);
        device.update(
                "update device set holder_id = account_id, lease_id = null, version = version + 1 where lease_id = ?",
                lease);
        device.update(
                "update lease_device set state = 'ended', period = tstzrange(lower(period), now()) where lease_id = ?",
                lease);
        device.update("update lease set state = 'ended', ended_at = now() where lease_id = ?", lease);
    }

    /** Lets a tenant have its leased devices on a hub of the operator. */
    public static void lend(String hostName, String operator, String borrower) {
        Calls.as(borrower).enter();
        Sql.as(operator)
                .update(
                        """
                        insert into hub_loan (hub_loan_id, account_id, hub_id, borrower_id)
                        select gen_random_uuid(), account_id, hub_id, cast(? as uuid)
                          from hub
                         where host_name = ?
                        """,
                        Sql.id(borrower),
                        hostName);
    }

    private static void begin(UUID lease, String operator) {
        Sql device = Sql.deviceOf(operator);
        device.update("update lease set state = 'active', started_at = now() where lease_id = ?", lease);
        device.update(
                "update lease_device set state = 'active', period = tstzrange(now(), null) where lease_id = ?", lease);
        device.update(
                """
                update device
                   set holder_id = lease_device.lessee_id
                     , lease_id = lease_device.lease_id
                     , version = version + 1
                  from lease_device
                 where lease_device.lease_id = ?
                   and device.scope_id = lease_device.scope_id
                   and device.registration_key = lease_device.registration_key
                """,
                lease);
    }
}
