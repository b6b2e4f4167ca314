package io.slipway.registration;

import io.quarkus.logging.Log;
import io.slipway.db.AccountId;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Answers requests of one account together: one read, the judging, the hubs, one commit. */
@ApplicationScoped
class RegistrationBatch {
    /** How long a hub is given to forget a device before the device is sent there again. */
    private static final long DEPARTURE_MILLIS = 300;

    private final DeviceTransactions transactions;
    private final RegistrationStore store;
    private final ScopeSnapshots snapshots;
    private final ScopeAddresses addresses;
    private final Judge judge;
    private final Assignments assignments;
    private final Settlement settlement;
    private final ManagedExecutor executor;

    RegistrationBatch(
            DeviceTransactions transactions,
            RegistrationStore store,
            ScopeSnapshots snapshots,
            ScopeAddresses addresses,
            Judge judge,
            Assignments assignments,
            Settlement settlement,
            ManagedExecutor executor) {
        this.transactions = transactions;
        this.store = store;
        this.snapshots = snapshots;
        this.addresses = addresses;
        this.judge = judge;
        this.assignments = assignments;
        this.settlement = settlement;
        this.executor = executor;
    }

    /** @param again takes a request that lost a race against another replica */
    void run(AccountId account, List<Pending> pending, Consumer<Pending> again) {
        try {
            List<Decision> decisions = transactions
                    .in(Actor.system(account), tx -> {
                        List<Optional<RegistrationStore.Known>> known = store.read(
                                tx, pending.stream().map(Pending::device).toList());
                        List<Asked> asked = new ArrayList<>();
                        for (int i = 0; i < pending.size(); i++) {
                            Pending one = pending.get(i);
                            asked.add(new Asked(
                                    one,
                                    known.get(i),
                                    known.get(i).map(row -> snapshots.get(tx, one.scope(), row.generation()))));
                        }
                        return asked;
                    })
                    .stream()
                    .map(this::decide)
                    .toList();
            decisions.stream().filter(Decision::later).forEach(decision -> later(account, decision.pending(), again));
            settlement.settle(
                    account,
                    decisions.stream().filter(decision -> !decision.later()).toList(),
                    again);
        } catch (RuntimeException | Error e) {
            Log.errorf(
                    e,
                    "%d registrations of account %s could not be answered; the devices are told to try again",
                    pending.size(),
                    account);
            pending.forEach(one -> one.complete(RegistrationAnswer.Refused.UNAVAILABLE));
        }
    }

    private void later(AccountId account, Pending pending, Consumer<Pending> again) {
        if (pending.mayTryAgain()) {
            CompletableFuture.delayedExecutor(DEPARTURE_MILLIS, TimeUnit.MILLISECONDS, executor)
                    .execute(() -> again.accept(pending));
        } else {
            settlement.giveUp(
                    account,
                    pending,
                    new RegistrationAnswer.Refused(
                            Refusal.UNAVAILABLE, "The hub is still to forget this device. Try again in a moment."));
        }
    }

    private record Asked(Pending pending, Optional<RegistrationStore.Known> known, Optional<ScopeSnapshot> snapshot) {}

    private Decision decide(Asked asked) {
        Pending pending = asked.pending();
        if (asked.known().isEmpty()) {
            addresses.forget(pending.request().idScope());
            return Decision.answered(
                    pending, new RegistrationAnswer.Refused(Refusal.UNKNOWN_SCOPE, "The scope was deleted."));
        }
        try {
            RegistrationStore.Known known = asked.known().get();
            ScopeSnapshot scope = asked.snapshot().orElseThrow();
            Verdict verdict = pending.refused().orElseGet(() -> judge.judge(pending.request(), scope, known));
            return assignments.decide(pending, scope, known, verdict);
        } catch (RuntimeException | Error e) {
            Log.errorf(e, "Judging %s failed; the device is told to try again", pending.device());
            return Decision.answered(
                    pending,
                    new RegistrationAnswer.Refused(Refusal.INTERNAL, "Slipway made a mistake. Try again in a moment."));
        }
    }
}
