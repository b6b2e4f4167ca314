package io.slipway.registration;

import io.quarkus.logging.Log;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.hub.HubGate;
import io.slipway.hub.HubId;
import io.slipway.hub.Hubs;
import io.slipway.hub.LinkedHub;
import io.slipway.job.Work;
import io.slipway.scope.ScopeId;
import io.slipway.spi.HubConnector;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Makes hubs forget devices that have left them. What is to be removed is noted in the transaction that moves the device, so
 * that nothing is forgotten when Slipway or the hub is away; a device never comes back to a hub before that is done.
 */
@ApplicationScoped
public class Departures {
    static final String WORK = "departure";
    private static final int BATCH = 500;
    /** Whoever noted it usually carries it out at once; the job comes after. */
    private static final Duration BEFORE_THE_JOB = Duration.ofSeconds(15);

    /** Asks a hub when it is its turn; empty if that is not now and is not waited for. */
    private interface Turn {
        Optional<List<HubWrite>> ask(LinkedHub hub, Function<HubConnector, CompletionStage<List<HubWrite>>> work);
    }

    private final DeviceTransactions transactions;
    private final DepartureStore store;
    private final Hubs hubs;
    private final HubGate gate;
    private final Work work;
    private final ManagedExecutor executor;
    private final Clock clock;
    private final Duration claim;

    Departures(
            DeviceTransactions transactions,
            DepartureStore store,
            Hubs hubs,
            HubGate gate,
            Work work,
            ManagedExecutor executor,
            Clock clock,
            @ConfigProperty(name = "slipway.reassignment.claim") Duration claim) {
        this.transactions = transactions;
        this.store = store;
        this.hubs = hubs;
        this.gate = gate;
        this.work = work;
        this.executor = executor;
        this.clock = clock;
        this.claim = claim;
    }

    /**
     * Of devices that are not on that hub, and were only being sent there. A registration that has read such a device before
     * would send it there once more, and have it removed from there.
     */
    public void noteLeftovers(AccountTx tx, Collection<Departure> leftovers) {
        if (!leftovers.isEmpty()) {
            store.oneVersionOn(tx, leftovers);
            noteWritten(tx, leftovers);
        }
    }

    /** Of hubs that may have been written to while somebody had them forget the devices, which then is to be done again. */
    void noteWritten(AccountTx tx, Collection<Departure> departures) {
        if (!departures.isEmpty()) {
            store.disown(tx, departures);
            note(tx, departures);
        }
    }

    /** In the transaction that takes the devices off their hubs. */
    public void note(AccountTx tx, Collection<Departure> departures) {
        if (departures.isEmpty()) {
            return;
        }
        Instant due = clock.instant().plus(BEFORE_THE_JOB);
        store.insert(tx, departures, due);
        departures.stream()
                .map(Departure::scopeId)
                .distinct()
                .forEach(scope -> work.note(tx, item(tx.account(), scope), due));
    }

    /**
     * Once that is committed: without waiting, and again by the job as long as it takes. A hub that has enough to do is left to
     * the job: its turn is not waited for by threads that answer requests, too.
     */
    public void begin(AccountId account, List<Departure> departures) {
        if (!departures.isEmpty()) {
            executor.execute(() -> carryOut(account, departures, gate::callIfFree));
        }
    }

    /** Waits for the hubs; what one of them does not do stays noted. */
    public void carryOut(AccountId account, List<Departure> departures) {
        carryOut(account, departures, this::waiting);
    }

    private void carryOut(AccountId account, List<Departure> departures, Turn turn) {
        departures.stream().collect(Collectors.groupingBy(Departure::scopeId)).forEach((scope, ofScope) -> {
            Map<UUID, List<Departure>> byHub = ofScope.stream().collect(Collectors.groupingBy(Departure::hubId));
            Map<UUID, LinkedHub> hubs = hubs(account, new ScopeId(scope), byHub.keySet());
            byHub.forEach((hub, ofHub) -> {
                if (hubs.containsKey(hub)) {
                    carryOut(account, hubs.get(hub), ofHub, turn);
                } else {
                    new Claim(account, ofHub).drop();
                }
            });
        });
    }

    /**
     * What a registration wrote to a hub whose link ended before it could be committed. While the hub is linked still, or again,
     * nothing is noted: where the device is to be is not known yet.
     *
     * @return whether it is noted
     */
    boolean takeBack(AccountId account, Departure stray) {
        boolean isNoted = transactions.in(Actor.system(account), tx -> {
            boolean isLinked = hubs.linked(tx, new ScopeId(stray.scopeId())).stream()
                    .anyMatch(hub -> hub.hubId().value().equals(stray.hubId()));
            noteLeftovers(tx, isLinked ? List.of() : List.of(stray));
            return !isLinked;
        });
        begin(account, isNoted ? List.of(stray) : List.of());
        return isNoted;
    }

    void carryOutDue(Work.Item item) {
        List<Departure> due = transactions.in(
                Actor.system(item.accountId()), tx -> store.due(tx, item.subjectId(), clock.instant(), BATCH));
        carryOut(item.accountId(), due);
        transactions.in(Actor.system(item.accountId()), tx -> {
            if (!work.doneUnless(tx, item, () -> !store.isEmpty(tx, item.subjectId())) && due.isEmpty()) {
                work.postpone(tx, item, clock.instant().plus(BEFORE_THE_JOB));
            }
            return null;
        });
    }

    private void carryOut(AccountId account, LinkedHub hub, List<Departure> departures, Turn turn) {
        try {
            for (int i = 0; i < departures.size(); i += BATCH) {
                remove(account, hub, departures.subList(i, Math.min(i + BATCH, departures.size())), turn);
            }
        } catch (HubUnavailable e) {
            Log.warnf(
                    "%d devices have left %s, which does not forget them: %s It is tried again until it does.",
                    departures.size(), hub, e.getMessage());
        } catch (RuntimeException e) {
            Log.errorf(e, "Removing %d devices from %s failed; it is tried again", departures.size(), hub);
        }
    }

    private void remove(AccountId account, LinkedHub hub, List<Departure> departures, Turn turn) {
        Claim claim = new Claim(account, departures);
        try {
            turn.ask(hub, connector -> claim.remove(connector, hub)).ifPresent(claim::settle);
        } catch (RuntimeException e) {
            claim.letGo();
            throw e;
        }
    }

    /**
     * What of some departures is this worker's to have done, once it is its turn at the hub: nobody else is at it, and the device
     * has not come back since. No transaction is open while the hub is asked. Whoever dies meanwhile has its claim run out.
     */
    private final class Claim {
        private final AccountId account;
        private final List<Departure> wanted;
        private List<Departure> claimed = List.of();
        private Instant until;

        Claim(AccountId account, List<Departure> wanted) {
            this.account = account;
            this.wanted = wanted;
        }

        CompletionStage<List<HubWrite>> remove(HubConnector connector, LinkedHub hub) {
            take();
            return claimed.isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : connector.remove(
                            hub.target(),
                            claimed.stream().map(Departure::deviceId).distinct().toList());
        }

        /** Of a hub that Slipway does not have any more: there is nobody to ask. */
        void drop() {
            take();
            settle(departure -> true);
        }

        private void take() {
            Instant now = clock.instant();
            until = now.plus(claim);
            claimed = transactions.in(Actor.system(account), tx -> store.claim(tx, wanted, now, until));
        }

        void settle(List<HubWrite> writes) {
            Set<String> refused = writes.stream()
                    .filter(write -> !write.isDone())
                    .map(HubWrite::deviceId)
                    .collect(Collectors.toSet());
            settle(departure -> !refused.contains(departure.deviceId()));
        }

        void letGo() {
            settle(departure -> false);
        }

        private void settle(Predicate<Departure> isDone) {
            if (!claimed.isEmpty()) {
                Map<Boolean, List<Departure>> byOutcome = claimed.stream().collect(Collectors.partitioningBy(isDone));
                transactions.in(Actor.system(account), tx -> {
                    store.delete(tx, byOutcome.get(true), until);
                    store.letGo(tx, byOutcome.get(false), until);
                    return null;
                });
            }
        }
    }

    private Optional<List<HubWrite>> waiting(
            LinkedHub hub, Function<HubConnector, CompletionStage<List<HubWrite>>> work) {
        return Optional.of(gate.call(hub, work));
    }

    private Map<UUID, LinkedHub> hubs(AccountId account, ScopeId scope, Set<UUID> ids) {
        return transactions
                .in(
                        Actor.system(account),
                        tx -> hubs.of(tx, scope, ids.stream().map(HubId::new).toList()))
                .stream()
                .collect(Collectors.toMap(hub -> hub.hubId().value(), hub -> hub));
    }

    private static Work.Item item(AccountId account, UUID scope) {
        return new Work.Item(WORK, scope, account);
    }
}
