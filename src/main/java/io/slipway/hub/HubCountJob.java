package io.slipway.hub;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import jakarta.enterprise.context.ApplicationScoped;

/** Sums up the differences by which devices on hubs are counted, so that reading the number stays cheap. */
@ApplicationScoped
class HubCountJob {
    private final AccountTransactions accounts;
    private final DeviceTransactions transactions;
    private final HubStore store;

    HubCountJob(AccountTransactions accounts, DeviceTransactions transactions, HubStore store) {
        this.accounts = accounts;
        this.transactions = transactions;
        this.store = store;
    }

    @Scheduled(identity = "fold hub device counts", every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void foldAll() {
        for (AccountId account : accounts.accounts()) {
            try {
                transactions.in(Actor.system(account), this::fold);
            } catch (RuntimeException e) {
                Log.warnf(
                        e, "Could not sum up the devices on hubs of account %s; it is done in half a minute", account);
            }
        }
    }

    private Void fold(AccountTx tx) {
        if (store.mayFoldCounts(tx)) {
            store.foldCounts(tx);
        }
        return null;
    }
}
