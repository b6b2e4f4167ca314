package io.slipway.registration;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes what was decided for many devices in one transaction, and tells them once it is durable. */
@ApplicationScoped
class Commits {
    private final DeviceTransactions transactions;
    private final RegistrationStore store;
    private final AttemptLimit limit;
    private final Departures departures;
    private final Events events;
    private final Clock clock;

    Commits(
            DeviceTransactions transactions,
            RegistrationStore store,
            AttemptLimit limit,
            Departures departures,
            Events events,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.limit = limit;
        this.departures = departures;
        this.events = events;
        this.clock = clock;
    }

    /** Returns those whose row was changed by somebody else since it was read; they are not answered. */
    List<Decision> commit(AccountId account, List<Decision> decisions) {
        if (decisions.stream().allMatch(Commits::writesNothing)) {
            decisions.forEach(Commits::answer);
            return List.of();
        }
        List<Decision> written = transactions.in(Actor.system(account), tx -> write(tx, decisions));
        written.forEach(Commits::answer);
        return decisions.stream()
                .filter(decision -> !written.contains(decision))
                .toList();
    }

    /** Tells devices to ask again; returns the decisions as of the rows written meanwhile. */
    List<Decision> assigning(AccountId account, List<Decision> decisions) {
        List<DeviceRecord> rows = decisions.stream()
                .map(decision -> decision.hub().orElseThrow().device().assigning(clock.instant()))
                .toList();
        transactions.in(Actor.system(account), tx -> store.write(tx, rows));
        decisions.forEach(decision -> decision.pending()
                .complete(Answers.operation(
                        decision.hub().orElseThrow().device().assigning(clock.instant()),
                        decision.pending().request(),
                        decision.hub().orElseThrow().admitted())));
        return decisions.stream().map(Decision::oneVersionOn).toList();
    }

    private List<Decision> write(AccountTx tx, List<Decision> decisions) {
        List<DeviceRecord> rows = decisions.stream()
                .flatMap(decision -> decision.device().stream())
                .toList();
        Set<DeviceKey> written = rows.isEmpty() ? Set.of() : store.write(tx, rows);
        List<Decision> done = decisions.stream()
                .filter(decision -> decision.device().isEmpty()
                        || written.contains(decision.pending().device()))
                .toList();
        Collection<Attempt> attempts = limit.admit(
                done.stream().flatMap(decision -> decision.attempt().stream()).toList());
        if (!attempts.isEmpty()) {
            store.record(tx, attempts);
        }
        departures.noteWritten(
                tx,
                done.stream()
                        .flatMap(decision -> decision.departures().stream())
                        .toList());
        done.stream()
                .filter(decision -> decision.device().isEmpty())
                .map(Decision::pending)
                .filter(Pending::hasStrays)
                .forEach(pending -> noteStrays(tx, pending));
        done.stream()
                .filter(Decision::changesAssignment)
                .collect(Collectors.groupingBy(decision -> decision.holding().holder()))
                .forEach((holder, moved) -> events.recordAllForBoth(
                        tx, holder, moved.stream().map(Commits::act).toList()));
        return done;
    }

    /** What a request that is given up has left at hubs. */
    void strays(AccountId account, Pending pending) {
        transactions.in(Actor.system(account), tx -> {
            noteStrays(tx, pending);
            return null;
        });
    }

    private void noteStrays(AccountTx tx, Pending pending) {
        UUID hub = store.read(tx, List.of(pending.device()))
                .get(0)
                .map(RegistrationStore.Known::device)
                .map(DeviceRecord::hubId)
                .orElse(null);
        departures.noteLeftovers(tx, pending.straysExcept(hub));
    }

    private static Act act(Decision decision) {
        DeviceRecord device = decision.device().orElseThrow();
        AccountId account = new AccountId(device.accountId());
        String objectId = decision.pending().request().idScope() + "/" + device.registrationId();
        return Act.of("device.assigned", objectId, device.registrationId())
                .by(Actor.device(account, device.registrationId()))
                .in(new ScopeId(device.scopeId()))
                .changing(decision.before().orElseThrow(), Decision.Assignment.of(device));
    }

    private static boolean writesNothing(Decision decision) {
        return decision.device().isEmpty()
                && decision.attempt().isEmpty()
                && !decision.pending().hasStrays();
    }

    private static void answer(Decision decision) {
        decision.pending().complete(decision.answer());
    }
}
