package io.slipway.sharing;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Ends the hub loans that are to end once the borrower's last device is gone. */
@ApplicationScoped
class HubLoanEndingJob {
    private static final int LOANS = 100;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private final DeviceTransactions transactions;
    private final Work work;
    private final HubLoanStore store;
    private final Events events;
    private final Clock clock;

    HubLoanEndingJob(DeviceTransactions transactions, Work work, HubLoanStore store, Events events, Clock clock) {
        this.transactions = transactions;
        this.work = work;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(identity = "end empty hub loans", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void endAll() {
        for (Work.Item item : work.due(HubLoanEndings.WORK, LOANS)) {
            try {
                in(item, tx -> end(tx, item));
            } catch (RuntimeException e) {
                // Devices are there, maybe in scopes that the lender does not see: the database keeps the loan for
                // them.
                Log.debugf(e, "Hub loan %s does not end yet; it is tried again", item.subjectId());
                in(item, tx -> work.postpone(tx, item, clock.instant().plus(AGAIN)));
            }
        }
    }

    private void end(AccountTx tx, Work.Item item) {
        HubLoanId id = new HubLoanId(item.subjectId());
        store.endIfEmpty(tx, id, clock.instant())
                .ifPresent(loan ->
                        events.recordForBoth(tx, loan.borrower(), Act.of("hubLoan.ended", loan.id(), loan.hub())));
        if (!work.doneUnless(tx, item, () -> store.isEnding(tx, id))) {
            work.postpone(tx, item, clock.instant().plus(AGAIN));
        }
    }

    private void in(Work.Item item, Consumer<AccountTx> part) {
        transactions.in(Actor.system(item.accountId()), tx -> {
            part.accept(tx);
            return null;
        });
    }
}
