package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** What somebody has to answer or to know of among all leases. */
@ApplicationScoped
class LeaseInboxStore {
    private static final int MOST = 100;

    // language=SQL
    private static final String ON_OFFER =
            """
              and lease.state in ('proposed', 'active')
              and exists (select
                            from lease_device
                           where lease_device.lease_id = lease.lease_id
                             and lease_device.state = 'proposed')
            """;

    private static final String GIVEN_OR_RECEIVED =
            " where (lease.account_id = :account or lease.lessee_id = :account)" + ON_OFFER;
    private static final String RECEIVED = " where lease.lessee_id = :account" + ON_OFFER;

    // language=SQL
    private static final String ENDING =
            """
            where (lease.account_id = :account or lease.lessee_id = :account)
              and (lease.state = 'ending'
                or lease.state in ('proposed', 'active')
                  and lease.answered_at is not null
                  and (lease.terminates_at is not null
                    or lease.recalled_at is not null
                    or lease.upper_ends_at is not null
                    or lease.ends_at <= :until
                    or exists (select
                                 from lease_device
                                where lease_device.lease_id = lease.lease_id
                                  and lease_device.state in ('starting', 'active')
                                  and lease_device.leaves_at is not null)))
            """;

    /** With devices on offer, whether the lease is new or runs already; those that expire next first. */
    List<LeaseFacts> offers(AccountTx tx) {
        return offers(tx, GIVEN_OR_RECEIVED);
    }

    /** Those of {@link #offers} that wait for the acting account's answer. */
    List<LeaseFacts> received(AccountTx tx) {
        return isAny(any(tx, RECEIVED)) ? offers(tx, RECEIVED) : List.of();
    }

    /** Terminated, recalled in whole or in part, ending, or about to until then; the most urgent first. */
    List<LeaseFacts> ending(AccountTx tx, Instant until) {
        if (!isAny(any(tx, ENDING).bind("until", until))) {
            return List.of();
        }
        // language=SQL
        return LeaseStore.list(tx.query(
                        LeaseStore.FACTS
                                + ENDING
                                + """
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

    private static List<LeaseFacts> offers(AccountTx tx, String which) {
        return LeaseStore.list(
                tx.query(LeaseStore.FACTS + which + " order by lease.offer_expires_at, lease.lease_id limit :limit")
                        .bind("account", tx.account())
                        .bind("limit", MOST));
    }

    /** Mostly there is none, and planning the statement for all their facts takes longer than everything else of a page. */
    private static Query any(AccountTx tx, String which) {
        return tx.query("select exists (select from lease " + which + ")").bind("account", tx.account());
    }

    private static boolean isAny(Query query) {
        return query.mapTo(Boolean.class).one();
    }
}
