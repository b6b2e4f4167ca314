package io.slipway.fleet;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import jakarta.enterprise.context.ApplicationScoped;

/** Sums up the differences by which a company's devices are counted, so that reading the number stays cheap. */
@ApplicationScoped
class DeviceCountJob {
    private final AccountTransactions accounts;
    private final DeviceTransactions transactions;
    private final DeviceCountStore store;

    DeviceCountJob(AccountTransactions accounts, DeviceTransactions transactions, DeviceCountStore store) {
        this.accounts = accounts;
        this.transactions = transactions;
        this.store = store;
    }

    @Scheduled(identity = "fold device counts", every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void foldAll() {
        for (AccountId account : accounts.accounts()) {
            try {
                transactions.in(Actor.system(account), store::fold);
            } catch (RuntimeException e) {
                Log.warnf(e, "Could not sum up the devices of account %s; it is done in half a minute", account);
            }
        }
    }
}
