package io.slipway.sharing;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends hub offers that nobody answered in time. */
@ApplicationScoped
class HubOfferJob {
    private static final int OFFERS = 50;
    private final Work work;
    private final AccountTransactions transactions;
    private final HubOffers offers;

    HubOfferJob(Work work, AccountTransactions transactions, HubOffers offers) {
        this.work = work;
        this.transactions = transactions;
        this.offers = offers;
    }

    @Scheduled(identity = "let hub offers expire", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        for (Work.Item item : work.due(HubOffers.WORK, OFFERS)) {
            try {
                transactions.in(Actor.system(item.accountId()), tx -> {
                    offers.expire(tx, item);
                    return null;
                });
            } catch (RuntimeException e) {
                // Its operator may have answered just now.
                Log.warnf(e, "Hub offer %s could not be ended; it is tried again", item.subjectId());
            }
        }
    }
}
