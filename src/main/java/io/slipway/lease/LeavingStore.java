package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How the device plane takes devices out of leases that do not end: recalled ones, and such as cannot come. */
@ApplicationScoped
class LeavingStore {
    /** Leases one step further down that have, or were offered, single devices that leave now. */
    List<UUID> belowLeaving(AccountTx tx, UUID lease, Instant now) {
        // language=SQL
        return tx.query(
                        """
                        select distinct below.lease_id
                          from lease_device as above
                          join lease_device as below
                            on below.scope_id = above.scope_id
                           and below.registration_key = above.registration_key
                           and below.depth = above.depth + 1
                           and below.state in ('proposed', 'starting', 'active', 'ending')
                         where above.lease_id = :lease and above.state = 'active' and above.leaves_at <= :now
                         order by below.lease_id
                        """)
                .bind("lease", lease)
                .bind("now", now)
                .mapTo(UUID.class)
                .list();
    }

    /** Single devices that leave come back from whom they were leased on to, without a notice of their own. */
    void recallBelow(AccountTx tx, UUID lease, UUID below, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update lease_device as below
                           set leaves_at = :now
                          from lease_device as above
                         where above.lease_id = :lease and above.state = 'active' and above.leaves_at <= :now
                           and below.lease_id = :below
                           and below.registration_key = above.registration_key
                           and below.state in ('proposed', 'starting', 'active', 'ending')
                           and (below.leaves_at is null or below.leaves_at > :now)
                        """)
                .bind("lease", lease)
                .bind("below", below)
                .bind("now", now)
                .execute();
    }

    /** Until the transaction ends, none of them begins to be handed over. */
    void lockStarting(AccountTx tx, UUID lease) {
        // language=SQL
        tx.query(
                        """
                        select count(*)
                          from (select
                                  from lease_device
                                 where lease_id = :lease and state = 'starting'
                                   for update) as locked
                        """)
                .bind("lease", lease)
                .mapTo(Integer.class)
                .one();
    }

    /** Takes devices out that are to leave by now and have not come yet; returns how many. */
    int withdrawLeaving(AccountTx tx, UUID lease, List<String> states, Instant now) {
        // language=SQL
        return tx.update(
                        """
                        update lease_device
                           set state = 'removed'
                             , leaves_at = null
                         where lease_id = :lease and state = any(:states) and leaves_at <= :now
                        """)
                .bind("lease", lease)
                .bindArray("states", String.class, states)
                .bind("now", now)
                .execute();
    }

    /** Takes devices out that cannot come: they are gone, or not their lessor's any more; returns how many. */
    int withdrawLost(AccountTx tx, Standing lease) {
        // language=SQL
        return tx.update(
                        """
                        update lease_device
                           set state = 'removed'
                             , leaves_at = null
                             , failure = case when exists (select
                                                             from device
                                                            where device.scope_id = lease_device.scope_id
                                                              and device.registration_key = lease_device.registration_key)
                                 then 'It is not in its lessor''s hands any more.'
                                 else 'It is not in the scope any more.' end
                         where lease_id = :lease and state = 'starting'
                           and not exists (select
                                             from device
                                            where device.scope_id = lease_device.scope_id
                                              and device.registration_key = lease_device.registration_key
                                              and (device.lease_id is not distinct from cast(:upper as uuid)
                                                or device.lease_id = :lease))
                        """)
                .bind("lease", lease.leaseId())
                .bind("upper", lease.upperLeaseId())
                .execute();
    }

    /** Ends the period of devices that are gone, so that there is nothing to hand back; returns how many. */
    int releaseLost(AccountTx tx, UUID lease, Instant until) {
        // language=SQL
        return tx.update(
                        """
                        update lease_device
                           set state = 'ended'
                             , period = tstzrange(lower(period), greatest(lower(period), :until))
                             , leaves_at = null
                             , failure = 'It is not in the scope any more.'
                         where lease_id = :lease and state = 'ending'
                           and not exists (select
                                             from device
                                            where device.scope_id = lease_device.scope_id
                                              and device.registration_key = lease_device.registration_key)
                        """)
                .bind("lease", lease)
                .bind("until", until)
                .execute();
    }
}
