package io.slipway.audit;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;

/**
 * Gives recorded events their place in the account's hash chain: within seconds where this process recorded them, within
 * minutes those that a process left behind when it died.
 */
@ApplicationScoped
class EventSealJob {
    private static final int BATCH = 1_000;
    private final AccountTransactions transactions;
    private final EventChainStore store;
    private final UnsealedTrails unsealed;
    private volatile boolean stopping;

    EventSealJob(AccountTransactions transactions, EventChainStore store, UnsealedTrails unsealed) {
        this.transactions = transactions;
        this.store = store;
        this.unsealed = unsealed;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(identity = "seal events", every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void sealRecent() {
        sealEach(unsealed.recent());
    }

    @Scheduled(identity = "seal what was left behind", every = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void sealAll() {
        sealEach(transactions.accounts());
    }

    /** Everything recorded and committed so far. */
    void seal(AccountId account) {
        int sealed = BATCH;
        while (sealed == BATCH) {
            sealed = transactions.in(Actor.system(account), tx -> {
                if (!store.hasUnsealed(tx)) {
                    return 0;
                }
                EventChain chain = store.lock(tx);
                // Read after the lock: what was unsealed before it may have been sealed by another replica.
                List<Event> events = store.unsealed(tx, BATCH);
                store.seal(tx, chain, events);
                return events.size();
            });
        }
    }

    private void sealEach(Collection<AccountId> accounts) {
        for (AccountId account : accounts) {
            if (!stopping) {
                trySealing(account);
            }
        }
    }

    private void trySealing(AccountId account) {
        try {
            seal(account);
        } catch (RuntimeException e) {
            Log.errorf(e, "Could not seal events of account %s; they stay recorded and are tried again", account);
        }
    }
}
