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

    /** Each lease in which that company has such devices: one after the other by an index, however many devices each has. */
    // language=SQL
    private static final String WITH_DEVICES =
            """
            (with recursive found as (
               (select lease_id from lease_device where %1$s = :account and %2$s order by lease_id limit 1)
                union all
               select (select lease_device.lease_id
                         from lease_device
                        where lease_device.%1$s = :account
                          and lease_device.lease_id > found.lease_id
                          and %2$s
                        order by lease_device.lease_id
                        limit 1)
                 from found
                where found.lease_id is not null)
             select lease_id from found)
            """;

    private static final String ON_OFFER = "state = 'proposed'";
    private static final String LEAVING = "leaves_at is not null and state in ('starting', 'active')";
    private static final String OPEN = " and lease.state in ('proposed', 'active')";

    private static final String RECEIVED =
            "where lease.lease_id in " + WITH_DEVICES.formatted("lessee_id", ON_OFFER) + OPEN;
    private static final String GIVEN_OR_RECEIVED = "where lease.lease_id in ("
            + WITH_DEVICES.formatted("account_id", ON_OFFER) + " union all "
            + WITH_DEVICES.formatted("lessee_id", ON_OFFER) + ")" + OPEN;

    // language=SQL
    private static final String ENDING =
            """
            where lease.state in ('proposed', 'active', 'ending')
              and (lease.state = 'ending' or lease.answered_at is not null)
              and lease.lease_id in (
                    select lease_id
                      from lease
                     where account_id = :account and end_in_sight <= :until and state in ('proposed', 'active', 'ending')
                     union all
                    select lease_id
                      from lease
                     where lessee_id = :account and end_in_sight <= :until and state in ('proposed', 'active', 'ending')
                     union all
                    %s
                     union all
                    %s)
            """
                    .formatted(
                            WITH_DEVICES.formatted("account_id", LEAVING),
                            WITH_DEVICES.formatted("lessee_id", LEAVING));

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
        return LeaseStore.list(LeaseStore.facts(
                        tx,
                        ENDING,
                        """
                        lease.terminates_at
                                 , least(lease.ends_at, lease.upper_ends_at
                                     , lease.recalled_at + lease.notice_days * interval '24 hours')
                                 , lease.lease_id
                        """,
                        MOST)
                .bind("until", until));
    }

    private static List<LeaseFacts> offers(AccountTx tx, String which) {
        return LeaseStore.list(LeaseStore.facts(tx, which, "lease.offer_expires_at, lease.lease_id", MOST));
    }

    /** Mostly there is none, and planning the statement for all their facts takes longer than everything else of a page. */
    private static Query any(AccountTx tx, String which) {
        return tx.query("select exists (select from lease " + which + ")").bind("account", tx.account());
    }

    private static boolean isAny(Query query) {
        return query.mapTo(Boolean.class).one();
    }
}
