package io.slipway.reassignment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.job.Work;
import io.slipway.registration.Departure;
import io.slipway.registration.Departures;
import io.slipway.registration.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes one batch of a reassignment through its steps. Several workers, also of several replicas, may do so at once; each
 * claims its devices, and a claim whose worker died runs out.
 */
@ApplicationScoped
class Mover {
    private static final int BATCH = 500;

    /** @param until what the claim is known by */
    private record Batch(
            Reassignment reassignment, LeaseFacts lease, List<Part> parts, Judgement judgement, Instant until) {}

    private final DeviceTransactions transactions;
    private final Progress progress;
    private final Taking taking;
    private final MoveStore store;
    private final HeldStore heldStore;
    private final HandoverStore handovers;
    private final Identities identities;
    private final Preparation preparation;
    private final Switching switching;
    private final Departures departures;
    private final AskedBy askedBy;
    private final Clock clock;
    private final Duration claim;
    private final Counter moved;

    Mover(
            DeviceTransactions transactions,
            Progress progress,
            Taking taking,
            MoveStore store,
            HeldStore heldStore,
            HandoverStore handovers,
            Identities identities,
            Preparation preparation,
            Switching switching,
            Departures departures,
            AskedBy askedBy,
            Clock clock,
            @ConfigProperty(name = "slipway.reassignment.claim") Duration claim,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.progress = progress;
        this.taking = taking;
        this.store = store;
        this.heldStore = heldStore;
        this.handovers = handovers;
        this.identities = identities;
        this.preparation = preparation;
        this.switching = switching;
        this.departures = departures;
        this.askedBy = askedBy;
        this.clock = clock;
        this.claim = claim;
        this.moved = Counter.builder("slipway.reassignment.moved")
                .description("Devices that this replica took off a hub, by reassignments and leases")
                .register(meters);
    }

    /** Whether there was anything to do. */
    boolean advance(Work.Item item) {
        Actor slipway = Actor.system(item.accountId());
        Optional<Batch> batch = transactions.in(slipway, tx -> claimed(tx, item));
        boolean smooth = batch.isPresent() && carryOut(slipway, batch.get());
        transactions.in(slipway, tx -> {
            if (smooth) {
                store.lockedState(tx, item.subjectId());
                store.release(tx, item.subjectId(), clock.instant());
            } else {
                progress.keep(tx, item);
            }
            return null;
        });
        return batch.isPresent();
    }

    private Optional<Batch> claimed(AccountTx tx, Work.Item item) {
        Instant now = clock.instant();
        Reassignment reassignment = progress.begun(tx, item.subjectId());
        if (!reassignment.isRunning()) {
            return Optional.empty();
        }
        // First the whole, then its parts, as whoever leads it does: so neither waits for the other.
        store.lockedState(tx, item.subjectId());
        Instant until = now.plus(claim);
        List<Part> parts = parts(tx, reassignment, now, until);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        LeaseFacts lease = reassignment.isHandover() ? handovers.lease(tx, reassignment.leaseId()) : null;
        Map<String, Identities.Movable> devices = identities.of(
                tx,
                reassignment.scopeId(),
                parts.stream().map(Part::registrationKey).toList());
        Judgement judgement = new Judgement(reassignment, lease, now).of(parts, devices);
        store.stop(tx, reassignment.reassignmentId(), judgement.stops());
        departures.noteLeftovers(tx, judgement.leftovers());
        store.keepTargets(tx, reassignment.reassignmentId(), judgement.chosen());
        return Optional.of(new Batch(reassignment, lease, parts, judgement, until));
    }

    /** What it has taken already, and once that is through, what others have let go since. */
    private List<Part> parts(AccountTx tx, Reassignment reassignment, Instant now, Instant until) {
        List<Part> parts = store.claim(tx, reassignment, now, until, BATCH);
        if (!parts.isEmpty()) {
            return parts;
        }
        taking.take(tx, reassignment);
        return store.claim(tx, reassignment, now, until, BATCH);
    }

    /** Whether every device of the batch went on. */
    private boolean carryOut(Actor slipway, Batch batch) {
        try {
            Preparation.Result result = preparation.prepare(
                    batch.judgement().moves(),
                    batch.reassignment().migrates(),
                    moves -> transactions.in(slipway, tx -> sending(tx, batch, moves)));
            List<Departure> leaving = transactions.in(slipway, tx -> written(tx, batch, result));
            moved.increment(leaving.size());
            departures.carryOut(
                    slipway.account(),
                    Stream.concat(leaving.stream(), leftovers(result).stream()).toList());
            return result.prepared().size() == batch.parts().size();
        } catch (RuntimeException e) {
            Log.errorf(
                    e,
                    "A batch of reassignment %s failed; its %d devices are tried again",
                    batch.reassignment().reassignmentId(),
                    batch.parts().size());
            transactions.in(slipway, tx -> letGo(tx, batch));
            return false;
        }
    }

    private List<Move> sending(AccountTx tx, Batch batch, List<Move> moves) {
        UUID id = batch.reassignment().reassignmentId();
        store.lockedState(tx, id);
        Set<String> held =
                store.sending(tx, id, moves.stream().map(Mover::key).toList(), batch.until(), clock.instant());
        List<Move> sent =
                moves.stream().filter(move -> held.contains(key(move))).toList();
        store.noteTargets(
                tx,
                batch.reassignment(),
                sent.stream()
                        .filter(Move::comes)
                        .map(move -> move.to().hubId().value())
                        .collect(Collectors.toSet()));
        return sent;
    }

    /** Only of devices that the worker still has: it may have been away for longer than its claim lasts. */
    private List<Departure> written(AccountTx tx, Batch batch, Preparation.Result all) {
        UUID id = batch.reassignment().reassignmentId();
        Set<String> keys = batch.judgement().moves().stream().map(Mover::key).collect(Collectors.toSet());
        store.lockedState(tx, id);
        Set<String> held = heldStore.held(tx, id, keys, batch.until());
        Preparation.Result result = all.of(move -> held.contains(key(move)));
        store.stop(tx, id, stops(result));
        departures.noteLeftovers(tx, leftovers(result));
        keys.removeAll(held);
        keys.retainAll(all.sent());
        departures.noteLeftovers(tx, heldStore.leftBehind(tx, id, keys));
        return switching.carryOut(
                tx, batch.reassignment(), batch.lease(), result.prepared(), askedBy.actor(batch.reassignment()));
    }

    private int letGo(AccountTx tx, Batch batch) {
        UUID id = batch.reassignment().reassignmentId();
        store.lockedState(tx, id);
        int tries = batch.parts().stream().mapToInt(Part::tries).max().orElseThrow();
        return heldStore.letGo(tx, id, batch.until(), clock.instant().plus(Patience.pause(tries)));
    }

    private List<Stop> stops(Preparation.Result result) {
        List<Stop> stops = new ArrayList<>();
        result.refused().forEach((move, why) -> stops.add(Stop.failed(move.part(), "hub-refused", why)));
        result.away().forEach((move, why) -> stops.add(Patience.later(move.part(), "hub-away", why, clock.instant())));
        return stops;
    }

    /** What an earlier try may have left in a hub that now is given up. */
    private static List<Departure> leftovers(Preparation.Result result) {
        return Stream.concat(
                        result.refused().keySet().stream(),
                        result.away().keySet().stream()
                                .filter(move -> move.part().tries() >= Patience.MOST_TRIES))
                .filter(move -> result.mayBeKnown(move) && move.leaves())
                .map(move -> new Departure(
                        move.device().scopeId(),
                        move.part().registrationKey(),
                        move.to().hubId().value(),
                        move.identity().deviceId()))
                .toList();
    }

    private static String key(Move move) {
        return move.part().registrationKey();
    }
}
