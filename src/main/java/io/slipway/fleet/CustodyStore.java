package io.slipway.fleet;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Who held a device when; row security shows lessor and lessee their own leases, and the operator all. */
@ApplicationScoped
class CustodyStore {
    /** A device that was held. */
    public record Held(String idScope, String registrationId) {}

    // language=SQL
    private static final String PERIODS =
            """
            select lease.lease_id
                 , lease.reference as lease
                 , lessor.name as lessor
                 , lessee.name as holder
                 , lower(lease_device.period) as "from"
                 , upper(lease_device.period) as until
                 , lease_device.scope_id
                 , lease_device.registration_id
              from lease_device
              join scope_address using (scope_id)
              join lease on lease.lease_id = lease_device.lease_id
              left join account as lessor on lessor.account_id = lease.account_id
              left join account as lessee on lessee.account_id = lease.lessee_id
             where scope_address.id_scope = :idScope
               and lease_device.registration_key = lower(:registrationId)
               and lease_device.period is not null
            """;
    private static final String NEWEST_FIRST = " order by lower(lease_device.period) desc, lease_device.depth desc";

    List<CustodyPeriod> periods(AccountTx tx, String idScope, String registrationId) {
        return read(tx, PERIODS + NEWEST_FIRST, idScope, registrationId);
    }

    /** Empty for a device that the acting account sees still. */
    List<CustodyPeriod> former(AccountTx tx, String idScope, String registrationId) {
        return read(
                tx,
                PERIODS
                        + " and not exists (select from device where device.scope_id = lease_device.scope_id"
                        + " and device.registration_key = lease_device.registration_key)" + NEWEST_FIRST,
                idScope,
                registrationId);
    }

    /** Where the account once held a device of this registration ID, if in one scope only. */
    Optional<Held> held(AccountTx tx, String registrationId) {
        // language=SQL
        List<Held> held = tx.query(
                        """
                        select distinct scope_address.id_scope
                             , lease_device.registration_id
                          from lease_device
                          join scope_address using (scope_id)
                         where lease_device.lessee_id = :account
                           and lease_device.registration_key = lower(:registrationId)
                           and lease_device.period is not null
                         limit 2
                        """)
                .bind("account", tx.account())
                .bind("registrationId", registrationId)
                .mapTo(Held.class)
                .list();
        return held.size() == 1 ? Optional.of(held.get(0)) : Optional.empty();
    }

    private static List<CustodyPeriod> read(AccountTx tx, String sql, String idScope, String registrationId) {
        return tx.query(sql)
                .bind("idScope", idScope)
                .bind("registrationId", registrationId)
                .mapTo(CustodyPeriod.class)
                .list();
    }
}
