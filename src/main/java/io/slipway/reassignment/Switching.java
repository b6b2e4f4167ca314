package io.slipway.reassignment;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.hub.LinkedHub;
import io.slipway.registration.Departure;
import io.slipway.registration.Departures;
import io.slipway.registration.Holding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The one transaction in which devices are on their new hub, in their new hands, and the old hub's part is noted. */
@ApplicationScoped
class Switching {
    private final SwitchingStore store;
    private final MoveStore moveStore;
    private final Departures departures;
    private final Instance<Custody> custody;
    private final Events events;
    private final Clock clock;

    Switching(
            SwitchingStore store,
            MoveStore moveStore,
            Departures departures,
            Instance<Custody> custody,
            Events events,
            Clock clock) {
        this.store = store;
        this.moveStore = moveStore;
        this.departures = departures;
        this.custody = custody;
        this.events = events;
        this.clock = clock;
    }

    /** Returns what old hubs are to forget once this is committed. */
    List<Departure> carryOut(AccountTx tx, Reassignment reassignment, LeaseFacts lease, List<Move> moves, Actor asked) {
        Instant now = clock.instant();
        UUID id = reassignment.reassignmentId();
        if (!moveStore.lockedState(tx, id).equals("running")) {
            store.reached(tx, id, keys(moves), "prepared", now);
            return List.of();
        }
        Set<String> written = store.write(
                tx,
                reassignment.scopeId().value(),
                moves.stream().map(move -> row(reassignment, lease, move)).toList(),
                now);
        List<Move> done = moves.stream().filter(isAmong(written)).toList();
        store.again(
                tx, id, keys(moves.stream().filter(isAmong(written).negate()).toList()));
        keepPlaces(tx, id, done);
        store.reached(tx, id, keys(done.stream().filter(Move::leaves).toList()), "switched", now);
        store.reached(tx, id, keys(done.stream().filter(move -> !move.leaves()).toList()), "released", now);
        List<Departure> leaving =
                done.stream().filter(Move::leaves).map(Switching::departure).toList();
        departures.note(tx, leaving);
        tell(tx, reassignment, lease, List.copyOf(written), done, asked);
        return leaving;
    }

    private void tell(
            AccountTx tx,
            Reassignment reassignment,
            LeaseFacts lease,
            List<String> keys,
            List<Move> done,
            Actor asked) {
        if (keys.isEmpty()) {
            return;
        }
        if (lease != null) {
            custody.forEach(listener -> listener.passed(tx, lease.leaseId(), reassignment.direction(), keys));
        } else {
            events.recordAllForBoth(
                    tx,
                    reassignment.requesterId(),
                    done.stream().map(move -> act(reassignment, move).by(asked)).toList());
        }
    }

    private static Act act(Reassignment reassignment, Move move) {
        String id = reassignment.idScope() + "/" + move.device().registrationId();
        return Act.of("device.moved", id, move.device().registrationId())
                .in(reassignment.scopeId())
                .changing(
                        Map.of("hub", String.valueOf(move.from())),
                        Map.of(
                                "hub",
                                String.valueOf(move.to()),
                                "reassignment",
                                reassignment.reassignmentId(),
                                "twin",
                                reassignment.migrates() ? "migrated" : "reset"));
    }

    private static SwitchingStore.Switched row(Reassignment reassignment, LeaseFacts lease, Move move) {
        boolean lands = move.comes();
        boolean ends = reassignment.disables();
        Holding holding = move.movable().holding();
        boolean staysDisabled = move.movable().staysDisabled();
        return new SwitchingStore.Switched(
                move.part().registrationKey(),
                move.device().version(),
                lands ? "assigned" : "unassigned",
                lands ? reassignment.migrates() ? "deviceDataMigrated" : "deviceDataReset" : null,
                lands ? move.to().accountId().value() : null,
                lands ? move.to().hubId().value() : null,
                lands ? move.to().hostName() : null,
                lands ? move.identity().deviceId() : null,
                lands ? move.movable().fingerprint() : null,
                lease == null
                        ? holding.holderId()
                        : lease.holderAfter(reassignment.direction()).value(),
                lease == null ? move.movable().holding().leaseId() : lease.leaseAfter(reassignment.direction()),
                lease == null,
                staysDisabled ? holding.disabledBy() : ends ? lease.accountId().value() : null,
                staysDisabled ? holding.disabledReason() : ends ? "Its lease has ended." : null);
    }

    private void keepPlaces(AccountTx tx, UUID id, List<Move> done) {
        Map<String, UUID> from = new HashMap<>();
        Map<String, UUID> to = new HashMap<>();
        for (Move move : done) {
            UUID left = hubId(move.from());
            UUID reached = hubId(move.to());
            if (!Objects.equals(left, move.part().fromHubId())
                    || !Objects.equals(reached, move.part().toHubId())) {
                from.put(move.part().registrationKey(), left);
                to.put(move.part().registrationKey(), reached);
            }
        }
        store.keepPlaces(tx, id, from, to);
    }

    private static UUID hubId(LinkedHub hub) {
        return hub == null ? null : hub.hubId().value();
    }

    private static Departure departure(Move move) {
        return new Departure(
                move.device().scopeId(),
                move.part().registrationKey(),
                move.from().hubId().value(),
                move.device().deviceId());
    }

    private static Predicate<Move> isAmong(Set<String> keys) {
        return move -> keys.contains(move.part().registrationKey());
    }

    private static List<String> keys(List<Move> moves) {
        return moves.stream()
                .map(move -> move.part().registrationKey())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
