package io.slipway.reassignment;

import io.slipway.db.AccountId;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Looks at a reassignment once a second for somebody who may see it. Outlives the request that asked, so the caller has
 * checked that; it ends by itself, and whoever still wants to know asks again.
 */
@ApplicationScoped
class ReassignmentWatch {
    /** How far it is. */
    record Sight(Reassignment reassignment, Map<String, Integer> counts) {
        /** Whether somebody who saw it in that state has to look at all of it again, or nothing more is to come. */
        boolean isOver(String seen) {
            return !reassignment.state().equals(seen)
                    || seen.equals("paused")
                    || seen.equals("planned")
                    || reassignment.finishedAt() != null && counts.getOrDefault("released", 0) == 0;
        }
    }

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private final DeviceTransactions transactions;
    private final ProgressStore store;
    private final CountStore counts;

    ReassignmentWatch(DeviceTransactions transactions, ProgressStore store, CountStore counts) {
        this.transactions = transactions;
        this.store = store;
        this.counts = counts;
    }

    /** @param operator the account of its scope */
    Multi<Sight> watch(AccountId operator, UUID id) {
        return Multi.createFrom()
                .ticks()
                .every(EVERY)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> look(operator, id))
                .select()
                .first(LONGEST.toSeconds());
    }

    private Sight look(AccountId operator, UUID id) {
        return transactions.in(Actor.system(operator), tx -> {
            Reassignment reassignment = store.get(tx, id);
            return new Sight(reassignment, counts.counts(tx, id));
        });
    }
}
