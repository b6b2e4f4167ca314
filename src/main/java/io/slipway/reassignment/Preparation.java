package io.slipway.reassignment;

import io.slipway.hub.HubGate;
import io.slipway.hub.LinkedHub;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Puts identities and twins into the target hubs, and reads them back: a hub that says yes and forgets must not cost a device
 * the hub it works with. Repeating it is safe, since nothing uses the target's identity before the device is switched.
 */
@ApplicationScoped
class Preparation {
    /**
     * What became of a batch.
     *
     * @param refused why the hub does not take the device
     * @param away why nothing could be done now; to be tried again
     * @param sent keys of those that their targets may know by now
     */
    record Result(List<Move> prepared, Map<Move, String> refused, Map<Move, String> away, Set<String> sent) {
        Result() {
            this(new ArrayList<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        }

        Result of(Predicate<Move> which) {
            return new Result(prepared.stream().filter(which).toList(), of(refused, which), of(away, which), sent);
        }

        /** Whether an identity may be in the target, put there by this try or by an earlier one. */
        boolean mayBeKnown(Move move) {
            return move.part().put() || sent.contains(move.part().registrationKey());
        }

        private static Map<Move, String> of(Map<Move, String> moves, Predicate<Move> which) {
            Map<Move, String> some = new HashMap<>(moves);
            some.keySet().removeIf(which.negate());
            return some;
        }
    }

    private static final String TAKEN =
            "%s has a device %s already, which did not come from here. Remove it there if nobody uses it, then retry.";
    private static final String NO_TWIN =
            "%s does not know the device, so there is no twin to take along. Retry, or plan it anew with a reset twin.";
    private static final String NO_ANSWER =
            "%s, which it leaves, does not give its twin: %s If that hub does not come back, plan it anew with a reset twin.";
    private final HubGate gate;

    Preparation(HubGate gate) {
        this.gate = gate;
    }

    /** @param sending notes what is about to be sent, and returns those of it that the worker still has */
    Result prepare(List<Move> moves, boolean migrates, UnaryOperator<List<Move>> sending) {
        Result result = new Result();
        moves.stream().filter(move -> !move.comes()).forEach(result.prepared()::add);
        moves.stream()
                .filter(Move::comes)
                .collect(Collectors.groupingBy(move -> move.to().hubId()))
                .values()
                .forEach(ofHub -> prepare(ofHub, migrates, sending, result));
        return result;
    }

    private void prepare(List<Move> moves, boolean migrates, UnaryOperator<List<Move>> sending, Result result) {
        try {
            List<Move> free = free(moves, result);
            List<Move> ready = migrates ? withTwins(free, result) : free;
            List<Move> sent = ready.isEmpty() ? ready : sending.apply(ready);
            sent.forEach(move -> result.sent().add(move.part().registrationKey()));
            put(sent, result);
        } catch (HubUnavailable e) {
            moves.stream().filter(move -> !result.refused().containsKey(move)).forEach(move -> result.away()
                    .putIfAbsent(move, e.getMessage()));
        }
    }

    /** Without those whose device ID another device has in the target; what an earlier try put there is replaced. */
    private List<Move> free(List<Move> moves, Result result) {
        List<Move> firstTries = moves.stream()
                .filter(move -> !move.part().put() && move.leaves())
                .toList();
        Set<String> taken = firstTries.isEmpty()
                ? Set.of()
                : twins(moves.get(0).to(), firstTries).keySet();
        Set<String> seen = new HashSet<>();
        for (Move move : moves) {
            boolean isTaken =
                    firstTries.contains(move) && taken.contains(move.identity().deviceId());
            if (isTaken || !seen.add(move.identity().deviceId())) {
                result.refused()
                        .put(move, TAKEN.formatted(move.to(), move.identity().deviceId()));
            }
        }
        return moves.stream()
                .filter(move -> !result.refused().containsKey(move))
                .toList();
    }

    private void put(List<Move> ready, Result result) {
        if (ready.isEmpty()) {
            return;
        }
        LinkedHub to = ready.get(0).to();
        Map<String, HubWrite> writes =
                gate
                        .call(
                                to,
                                connector -> connector.put(
                                        to.target(),
                                        ready.stream().map(Move::identity).toList()))
                        .stream()
                        .collect(Collectors.toMap(HubWrite::deviceId, Function.identity(), (one, again) -> again));
        Set<String> known = twins(to, ready).keySet();
        for (Move move : ready) {
            String id = move.identity().deviceId();
            String failure = Optional.ofNullable(writes.get(id))
                    .map(HubWrite::failure)
                    .orElse("The hub did not say what became of the device.");
            if (!failure.isEmpty()) {
                result.refused().put(move, failure);
            } else if (!known.contains(id)) {
                result.away().put(move, "%s said it took the device, and does not know it.".formatted(to));
            } else {
                result.prepared().add(move);
            }
        }
    }

    /** With the tags and desired properties of the hubs that are left; without them nothing is moved that was to keep them. */
    private List<Move> withTwins(List<Move> moves, Result result) {
        List<Move> ready =
                new ArrayList<>(moves.stream().filter(move -> !move.leaves()).toList());
        moves.stream()
                .filter(Move::leaves)
                .collect(Collectors.groupingBy(Move::from))
                .forEach((from, leaving) -> ready.addAll(withTwins(from, leaving, result)));
        return ready;
    }

    /** A hub that is left and away holds up its own devices only. */
    private List<Move> withTwins(LinkedHub from, List<Move> leaving, Result result) {
        List<Move> ready = new ArrayList<>();
        try {
            Map<String, HubTwin> twins = twins(from, leaving);
            for (Move move : leaving) {
                HubTwin twin = twins.get(move.device().deviceId());
                if (twin == null) {
                    result.refused().put(move, NO_TWIN.formatted(from));
                } else {
                    ready.add(move.with(initial(twin)));
                }
            }
        } catch (HubUnavailable e) {
            leaving.forEach(move -> result.away().put(move, NO_ANSWER.formatted(from, e.getMessage())));
        }
        return ready;
    }

    private static String initial(HubTwin twin) {
        return "{\"tags\":%s,\"properties\":{\"desired\":%s}}".formatted(twin.tagsJson(), twin.desiredJson());
    }

    private Map<String, HubTwin> twins(LinkedHub hub, List<Move> moves) {
        List<String> ids = moves.stream()
                .map(move -> move.identity().deviceId())
                .distinct()
                .toList();
        return gate.call(hub, connector -> connector.twins(hub.target(), ids)).stream()
                .collect(Collectors.toMap(HubTwin::deviceId, Function.identity(), (one, again) -> again));
    }
}
