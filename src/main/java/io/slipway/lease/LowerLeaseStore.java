package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/** What the device plane writes down of leases below one that ends; their lessees do not see the one above. */
@ApplicationScoped
class LowerLeaseStore {
    /**
     * A lease below.
     *
     * @param about when it ends because of those above, or which of several such facts; null when it does not any more
     */
    public record Told(UUID leaseId, AccountId lesseeId, Instant about) {}

    /** Enters when each lease below ends because of those above; returns those for which that is new. */
    List<Told> foretell(AccountTx tx, UUID lease, Instant now) {
        // language=SQL
        return told(tx.query(
                        """
                                with recursive chain (lease_id, above_ends_at, ends_at) as (
                                  select lease_id
                                       , upper_ends_at
                                       , least(upper_ends_at, recalled_at + notice_days * interval '24 hours', terminates_at)
                                    from lease
                                   where lease_id = :lease
                                   union all
                                  select below.lease_id
                                       , chain.ends_at
                                       , least(chain.ends_at, below.recalled_at + below.notice_days * interval '24 hours'
                                           , below.terminates_at)
                                    from chain
                                    join lease as below on below.upper_lease_id = chain.lease_id)
                                update lease
                                   set upper_ends_at = chain.above_ends_at
                                     , version = version + 1
                                     , updated_at = :now
                                  from chain
                                 where lease.lease_id = chain.lease_id
                                   and lease.lease_id <> :lease
                                   and lease.state in ('proposed', 'active')
                                   and lease.upper_ends_at is distinct from chain.above_ends_at
                                returning lease.lease_id, lease.lessee_id, lease.upper_ends_at as about
                                """)
                .bind("lease", lease)
                .bind("now", now));
    }

    /** Those that end with it before anything announced that; once each. */
    List<Told> endingUnannounced(AccountTx tx, UUID lease, Instant now) {
        // language=SQL
        return told(tx.query(
                        """
                                select lease_id
                                     , lessee_id
                                     , answered_at as about
                                  from lease
                                 where upper_lease_id = :lease
                                   and state = 'ending'
                                   and coalesce(least(ends_at, upper_ends_at, terminates_at
                                         , recalled_at + notice_days * interval '24 hours') > :now, true)
                                """)
                .bind("lease", lease)
                .bind("now", now));
    }

    private static List<Told> told(Query query) {
        return query.mapTo(Told.class).list();
    }
}
