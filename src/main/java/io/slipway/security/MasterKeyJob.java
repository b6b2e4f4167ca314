package io.slipway.security;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import io.slipway.security.SealedColumns.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Brings every secret under the current master key, so that an older one can be taken away. Runs at start-up, as that is when
 * keys change, and hourly for what a replica with the older settings sealed meanwhile.
 */
@ApplicationScoped
class MasterKeyJob {
    private static final int BATCH = 500;
    private final MasterKeys keys;
    private final AccountTransactions transactions;
    private final SealedSecretStore store;
    private final List<Column> columns;
    private volatile boolean stopping;

    MasterKeyJob(
            MasterKeys keys,
            AccountTransactions transactions,
            SealedSecretStore store,
            @All List<SealedColumns> features) {
        this.keys = keys;
        this.transactions = transactions;
        this.store = store;
        this.columns =
                features.stream().flatMap(feature -> feature.columns().stream()).toList();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(
            identity = "bring secrets under the current master key",
            every = "1h",
            delayed = "10s",
            concurrentExecution = ConcurrentExecution.SKIP)
    void rotate() {
        long sealed = 0;
        boolean complete = true;
        for (AccountId account : transactions.accounts()) {
            try {
                sealed += sealAnew(account);
            } catch (RuntimeException e) {
                complete = false;
                Log.errorf(
                        e,
                        "Could not bring the secrets of account %s under the master key %s; keep the older keys in"
                                + " SLIPWAY_MASTER_KEYS, it is tried again in an hour",
                        account,
                        keys.currentId());
            }
        }
        if (complete && !stopping) {
            report(sealed);
        }
    }

    /** Says how many secrets were sealed anew. */
    long sealAnew(AccountId account) {
        return columns.stream().mapToLong(column -> sealAnew(account, column)).sum();
    }

    private void report(long sealed) {
        if (sealed > 0) {
            Log.infof(
                    "Sealed %d secrets anew; all are under the master key %s. Once every replica runs with it in front and"
                            + " has said so, the older keys can go from SLIPWAY_MASTER_KEYS",
                    sealed, keys.currentId());
        } else if (keys.hasOlder()) {
            Log.infof(
                    "Every secret is under the master key %s; the older keys can go from SLIPWAY_MASTER_KEYS",
                    keys.currentId());
        }
    }

    private long sealAnew(AccountId account, Column column) {
        Actor actor = Actor.system(account);
        long sealed = 0;
        List<String> stale = stale(actor, column);
        while (!stale.isEmpty() && !stopping) {
            long before = sealed;
            for (int i = 0; i < stale.size() && !stopping; i += BATCH) {
                List<String> rows = stale.subList(i, Math.min(i + BATCH, stale.size()));
                sealed += transactions.in(actor, tx -> store.sealAnew(tx, column, rows, keys.currentId()));
            }
            // A round without progress means that somebody else is at it.
            stale = sealed == before ? List.of() : stale(actor, column);
        }
        return sealed;
    }

    private List<String> stale(Actor actor, Column column) {
        return transactions.in(actor, tx -> store.stale(tx, column, keys.currentId()));
    }
}
