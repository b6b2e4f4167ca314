package io.slipway.job;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.job.Counted.Differences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sums up the differences by which devices are counted, so that reading a number stays cheap. */
@ApplicationScoped
class FoldJob {
    private final AccountTransactions accounts;
    private final DeviceTransactions transactions;
    private final FoldStore store;
    private final List<Counted> features;

    FoldJob(
            AccountTransactions accounts,
            DeviceTransactions transactions,
            FoldStore store,
            @All List<Counted> features) {
        this.accounts = accounts;
        this.transactions = transactions;
        this.store = store;
        this.features = features;
    }

    @Scheduled(
            identity = "fold device counts",
            every = "{slipway.counts.fold}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void foldAll() {
        for (AccountId account : accounts.accounts()) {
            features.forEach(feature -> fold(account, feature.differences()));
        }
    }

    private void fold(AccountId account, Differences differences) {
        try {
            transactions.in(Actor.system(account), tx -> fold(tx, differences));
        } catch (RuntimeException e) {
            Log.warnf(
                    e, "Could not sum up %s of account %s; it is done in half a minute", differences.table(), account);
        }
    }

    private Void fold(AccountTx tx, Differences differences) {
        if (store.mayFold(tx, differences)) {
            store.fold(tx, differences);
        }
        return null;
    }
}
