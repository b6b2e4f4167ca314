package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What somebody has to answer or to know of among all leases. */
@ApplicationScoped
class LeaseInboxStore {
    private static final int MOST = 100;

    /** With devices on offer, whether the lease is new or runs already; those that expire next first. */
    List<LeaseFacts> offers(AccountTx tx) {
        // language=SQL
        return LeaseStore.list(tx.query(
                        LeaseStore.FACTS
                                + """
                          where :account in (lease.account_id, lease.lessee_id)
                            and lease.state in ('proposed', 'active')
                            and exists (select
                                          from lease_device
                                         where lease_device.lease_id = lease.lease_id
                                           and lease_device.state = 'proposed')
                          order by lease.offer_expires_at, lease.lease_id
                          limit :limit
                        """)
                .bind("account", tx.account())
                .bind("limit", MOST));
    }

    /** Terminated, recalled in whole or in part, ending, or about to until then; the most urgent first. */
    List<LeaseFacts> ending(AccountTx tx, Instant until) {
        // language=SQL
        return LeaseStore.list(tx.query(
                        LeaseStore.FACTS
                                + """
                          where :account in (lease.account_id, lease.lessee_id)
                            and (lease.state = 'ending'
                              or lease.state in ('proposed', 'active')
                                and (lease.terminates_at is not null
                                  or lease.recalled_at is not null
                                  or lease.upper_ends_at is not null
                                  or lease.answered_at is not null and lease.ends_at <= :until
                                  or exists (select
                                               from lease_device
                                              where lease_device.lease_id = lease.lease_id
                                                and lease_device.state in ('starting', 'active')
                                                and lease_device.leaves_at is not null)))
                          order by lease.terminates_at
                                 , least(lease.ends_at, lease.upper_ends_at
                                     , lease.recalled_at + lease.notice_days * interval '24 hours')
                                 , lease.lease_id
                          limit :limit
                        """)
                .bind("account", tx.account())
                .bind("until", until)
                .bind("limit", MOST));
    }
}
