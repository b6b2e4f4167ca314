package io.slipway.reassignment;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;

/** Discards plans that nobody started in time. */
@ApplicationScoped
class DiscardJob {
    private static final int PLANS = 50;
    private final Work work;
    private final AccountTransactions transactions;
    private final Discards discards;

    DiscardJob(Work work, AccountTransactions transactions, Discards discards) {
        this.work = work;
        this.transactions = transactions;
        this.discards = discards;
    }

    @Scheduled(identity = "let plans expire", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        for (Work.Item item : work.due(Discards.WORK, PLANS)) {
            try {
                transactions.in(Actor.system(item.accountId()), tx -> {
                    discards.expire(tx, item);
                    return null;
                });
            } catch (RuntimeException e) {
                Log.warnf(e, "Plan %s could not be discarded; it is tried again", item.subjectId());
            }
        }
    }
}
