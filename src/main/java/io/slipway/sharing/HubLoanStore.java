package io.slipway.sharing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Id;
import io.slipway.hub.EndingShare;
import io.slipway.hub.HubId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class HubLoanStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<HubLoan, UUID> {}

    /** A loan that has just ended. */
    public record EndedLoan(HubLoanId id, AccountId borrower, String hub) {}

    // The hub is left-joined: row security hides it from a tenant whose loan has ended.
    // language=SQL
    private static final String SELECT =
            """
            select hub_loan.hub_loan_id as id
                 , hub_face.name as hub
                 , hub_face.host_name
                 , hub_face.health
                 , hub_face.capacity
                 , owner.slug as account
                 , owner.name as company
                 , borrower.slug as tenant
                 , borrower.name as tenant_company
                 , hub_loan.note
                 , (select coalesce(sum(hub_device_count.devices), 0)
                      from hub_device_count
                     where hub_device_count.hub_id = hub_loan.hub_id
                       and hub_device_count.lent_to = hub_loan.open_to) as devices
                 , hub_loan.version
                 , hub_loan.created_at
                 , hub_loan.lender_ends_since
                 , hub_loan.borrower_ends_since
                 , hub_loan.account_id = :account as of_our_hub
                 , hub_loan.ended_at
              from hub_loan
              join account as owner on owner.account_id = hub_loan.account_id
              join account as borrower on borrower.account_id = hub_loan.borrower_id
              left join hub_face on hub_face.hub_id = hub_loan.hub_id
            """;
    private static final String ENDING_RECEIVED =
            "hub_loan.borrower_id = :id and hub_loan.ended_at is null and hub_loan.ending_since is not null";
    private static final String LASTING_FIRST = " order by (hub_loan.ended_at is null) desc, hub_loan.created_at desc";

    private final Rows rows;

    HubLoanStore(Rows rows) {
        this.rows = rows;
    }

    List<HubLoanFacts> ofHub(AccountTx tx, HubId hub) {
        return list(tx, " where hub_loan.hub_id = :id" + LASTING_FIRST, hub);
    }

    List<HubLoanFacts> given(AccountTx tx) {
        return list(tx, " where hub_loan.account_id = :id" + LASTING_FIRST, tx.account());
    }

    List<HubLoanFacts> received(AccountTx tx) {
        return list(tx, " where hub_loan.borrower_id = :id" + LASTING_FIRST, tx.account());
    }

    /** Those that last. */
    int countReceived(AccountTx tx) {
        return tx.query("select count(*) from hub_loan where borrower_id = :account and ended_at is null")
                .bind("account", tx.account())
                .mapTo(Integer.class)
                .one();
    }

    List<HubLoanFacts> endingReceived(AccountTx tx) {
        return list(tx, " where " + ENDING_RECEIVED + LASTING_FIRST, tx.account());
    }

    /** The acting borrower's devices that no reassignment works on, up to the limit, by the ending loan that waits for them. */
    Map<HubLoanId, Long> waiting(AccountTx tx, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select hub_loan.hub_loan_id as id
                             , waiting.devices
                          from hub_loan
                         cross join lateral (select count(*) as devices
                                               from (select
                                                       from device
                                                      where device.hub_id = hub_loan.hub_id
                                                        and device.lent_to = hub_loan.open_to
                                                        and %s
                                                      limit :limit) as counted) as waiting
                         where waiting.devices > 0
                           and %s
                        """
                                .formatted(EndingShare.NOTHING_MOVES_IT, ENDING_RECEIVED))
                .bind("id", tx.account())
                .bind("limit", limit)
                .reduceRows(new HashMap<>(), (waiting, row) -> {
                    waiting.put(row.getColumn("id", HubLoanId.class), row.getColumn("devices", Long.class));
                    return waiting;
                });
    }

    HubLoanFacts facts(AccountTx tx, HubLoanId id) {
        return list(tx, " where hub_loan.hub_loan_id = :id", id).get(0);
    }

    Optional<HubLoan> given(AccountTx tx, HubId hub, HubLoanId id) {
        return rows.findByIdOptional(id.value())
                .filter(loan -> loan.account().equals(tx.account()))
                .filter(loan -> loan.hub().equals(hub));
    }

    Optional<HubLoan> received(AccountTx tx, HubLoanId id) {
        return rows.findByIdOptional(id.value()).filter(loan -> loan.borrower().equals(tx.account()));
    }

    /** For the device plane: ends a loan that shall end; the database refuses while a device of the borrower is there. */
    Optional<EndedLoan> endIfEmpty(AccountTx tx, HubLoanId id, Instant now) {
        // language=SQL
        return tx.query(
                        """
                        update hub_loan
                           set ended_at = :now
                             , version = hub_loan.version + 1
                          from hub
                         where hub_loan.hub_loan_id = :id
                           and hub_loan.ended_at is null
                           and hub_loan.ending_since is not null
                           and hub.hub_id = hub_loan.hub_id
                        returning hub_loan.hub_loan_id as id, hub_loan.borrower_id as borrower, hub.name as hub
                        """)
                .bind("id", id)
                .bind("now", now)
                .mapTo(EndedLoan.class)
                .findOne();
    }

    /** Whether the loan shall still end. */
    boolean isEnding(AccountTx tx, HubLoanId id) {
        // language=SQL
        return tx.query(
                        """
                        select exists (select
                                         from hub_loan
                                        where hub_loan_id = :id
                                          and ended_at is null
                                          and ending_since is not null)
                        """)
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    void insert(AccountTx tx, HubLoan loan) {
        rows.persistAndFlush(loan);
    }

    private static List<HubLoanFacts> list(AccountTx tx, String which, Id id) {
        return tx.query(SELECT + which)
                .bind("id", id)
                .bind("account", tx.account())
                .mapTo(HubLoanFacts.class)
                .list();
    }
}
