package io.slipway.hub;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import io.slipway.plugin.Connectors;
import io.slipway.spi.HubHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tests every hub's connection once a minute, whatever the number of replicas. */
@ApplicationScoped
class HubCheckJob {
    /** A little less than the job's period, so that a hub is not skipped every other time. */
    private static final Duration DUE_AFTER = Duration.ofSeconds(50);

    private record Running(HubStore.DueHub hub, CompletionStage<HubHealth> check) {}

    private final AccountTransactions transactions;
    private final HubStore store;
    private final HubChecks checks;
    private final Connectors connectors;
    private final Clock clock;

    HubCheckJob(
            AccountTransactions transactions, HubStore store, HubChecks checks, Connectors connectors, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.checks = checks;
        this.connectors = connectors;
        this.clock = clock;
    }

    @Scheduled(identity = "check hubs", every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    void checkAll() {
        for (AccountId account : transactions.accounts()) {
            try {
                check(account);
            } catch (RuntimeException e) {
                Log.errorf(e, "Could not check the hubs of account %s; they are checked again in a minute", account);
            }
        }
    }

    /** The hubs are claimed first and tested outside any transaction, since a test may take seconds. */
    void check(AccountId account) {
        Actor slipway = Actor.system(account);
        List<Running> running = new ArrayList<>();
        for (HubStore.DueHub hub : transactions.in(slipway, tx -> store.claimDue(tx, clock.instant(), DUE_AFTER))) {
            running.add(new Running(hub, connectors.check(hub.connector(), hub.target())));
        }
        for (Running one : running) {
            HubHealth found = connectors.await(one.check());
            transactions.in(slipway, tx -> {
                checks.keep(tx, new HubId(one.hub().target().hubId()), found);
                return null;
            });
        }
    }
}
