package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Counts the devices that are to leave a hub, as far as the acting account sees them. */
@ApplicationScoped
class ClearingStore {
    /** Those in the acting account's hands by the reason why they cannot be moved; no name for those that can. */
    List<Breakdown> own(AccountTx tx, String idScope, String hostName, UUID target) {
        // language=SQL
        return tx.query(
                        """
                        select judged.reason as name
                             , count(*) as devices
                          from device
                          join scope_address using (scope_id)
                          left join lease on lease.lease_id = device.lease_id
                          cross join lateral (select %s as reason) as judged
                         where scope_address.id_scope = :idScope
                           and device.hub_host_name = :hub
                           and device.holder_id = :account
                         group by 1
                         order by 2 desc
                        """
                                .formatted(PlanStore.WHY_NOT))
                .bind("idScope", idScope)
                .bind("hub", hostName)
                .bind("target", target)
                .bind("account", tx.account())
                .mapTo(Breakdown.class)
                .list();
    }

    /** In which scopes the acting account holds devices on a hub. */
    List<String> scopes(AccountTx tx, String hostName) {
        // language=SQL
        return tx.query(
                        """
                        select scope_address.id_scope
                          from device
                          join scope_address using (scope_id)
                         where device.hub_host_name = :hub
                           and device.holder_id = :account
                         group by 1
                         order by 1
                        """)
                .bind("hub", hostName)
                .bind("account", tx.account())
                .mapTo(String.class)
                .list();
    }

    /** Those in other hands, by the company whose they are. */
    List<Breakdown> others(AccountTx tx, String idScope, String hostName) {
        // language=SQL
        return tx.query(
                        """
                        select account.name
                             , count(*) as devices
                          from device
                          join scope_address using (scope_id)
                          join account on account.account_id = device.holder_id
                         where scope_address.id_scope = :idScope
                           and device.hub_host_name = :hub
                           and device.holder_id <> :account
                         group by 1
                         order by 2 desc, 1
                        """)
                .bind("idScope", idScope)
                .bind("hub", hostName)
                .bind("account", tx.account())
                .mapTo(Breakdown.class)
                .list();
    }
}
