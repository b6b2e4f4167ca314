package io.slipway.fleet;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** How many devices companies have; triggers note each difference, so no device is counted here. */
@ApplicationScoped
class DeviceCountStore {
    /** Differences that are summed up as fast as they are read; a few more cost nothing. */
    private static final int UNFOLDED = 20;

    /** How many devices an account sees, and how many of those in its hands or its scopes are assigned to a hub. */
    public record Total(long devices, long assigned) {}

    Total total(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        select coalesce(sum(devices), 0) as devices
                             , coalesce(sum(devices) filter (
                                 where status = 'assigned' and :account in (account_id, holder_id)), 0) as assigned
                          from device_count
                         where :account in (account_id, holder_id, supplier_id)
                        """)
                .bind("account", tx.account())
                .registerRowMapper(ConstructorMapper.factory(Total.class))
                .mapTo(Total.class)
                .one();
    }

    /** For the device plane: the differences of the account's scopes as their sums, unless another replica does that now. */
    Void fold(AccountTx tx) {
        boolean mine = tx.query("select pg_try_advisory_xact_lock(hashtext('fold device counts'))")
                .mapTo(Boolean.class)
                .one();
        if (mine) {
            // language=SQL
            tx.update(
                            """
                            with crowded as (
                              select scope_id
                                   , holder_id
                                   , supplier_id
                                   , status
                                from device_count
                               where account_id = :account
                               group by scope_id, holder_id, supplier_id, status
                              having count(*) > :most
                            )
                            , noted as (
                              delete from device_count
                               using crowded
                               where device_count.scope_id = crowded.scope_id
                                 and device_count.holder_id = crowded.holder_id
                                 and device_count.supplier_id is not distinct from crowded.supplier_id
                                 and device_count.status = crowded.status
                              returning device_count.*
                            )
                            insert into device_count (scope_id, account_id, holder_id, supplier_id, status, devices)
                            select scope_id, account_id, holder_id, supplier_id, status, sum(devices)
                              from noted
                             group by scope_id, account_id, holder_id, supplier_id, status
                            having sum(devices) <> 0
                            """)
                    .bind("account", tx.account())
                    .bind("most", UNFOLDED)
                    .execute();
        }
        return null;
    }
}
