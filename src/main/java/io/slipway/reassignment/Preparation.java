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
     */
    record Result(List<Move> prepared, Map<Move, String> refused, Map<Move, String> away) {
        Result of(Predicate<Move> which) {
            return new Result(prepared.stream().filter(which).toList(), of(refused, which), of(away, which));
        }

        private static Map<Move, String> of(Map<Move, String> moves, Predicate<Move> which) {
            Map<Move, String> some = new HashMap<>(moves);
            some.keySet().removeIf(which.negate());
            return some;
        }
    }

    private static final String TAKEN =
            "%s has a device %s already. If that is a leftover of this one, retry: it is replaced.";
    private static final String NO_TWIN =
            "%s does not know the device, so there is no twin to take along. Retry, or plan it anew with a reset twin.";
    private final HubGate gate;

    Preparation(HubGate gate) {
        this.gate = gate;
    }

    Result prepare(List<Move> moves, boolean migrates) {
        Result result = new Result(new ArrayList<>(), new HashMap<>(), new HashMap<>());
        moves.stream().filter(move -> !move.comes()).forEach(result.prepared()::add);
        moves.stream()
                .filter(Move::comes)
                .collect(Collectors.groupingBy(move -> move.to().hubId()))
                .values()
                .forEach(ofHub -> prepare(ofHub, migrates, result));
        return result;
    }

    private void prepare(List<Move> moves, boolean migrates, Result result) {
        try {
            put(free(moves, result), migrates, result);
        } catch (HubUnavailable e) {
            moves.stream().filter(move -> !result.refused().containsKey(move)).forEach(move -> result.away()
                    .put(move, e.getMessage()));
        }
    }

    /** Without those whose device ID another device has in the target; a second try replaces what the first one left. */
    private List<Move> free(List<Move> moves, Result result) {
        List<Move> firstTries = moves.stream()
                .filter(move -> move.part().tries() == 1 && move.leaves())
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

    private void put(List<Move> moves, boolean migrates, Result result) {
        if (moves.isEmpty()) {
            return;
        }
        LinkedHub to = moves.get(0).to();
        List<Move> ready = migrates ? withTwins(moves, result) : moves;
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
        Map<LinkedHub, Map<String, HubTwin>> twins = new HashMap<>();
        moves.stream()
                .filter(Move::leaves)
                .collect(Collectors.groupingBy(Move::from))
                .forEach((from, leaving) -> twins.put(from, twins(from, leaving)));
        List<Move> ready = new ArrayList<>();
        for (Move move : moves) {
            HubTwin twin =
                    move.leaves() ? twins.get(move.from()).get(move.device().deviceId()) : null;
            if (move.leaves() && twin == null) {
                result.refused().put(move, NO_TWIN.formatted(move.from()));
            } else {
                ready.add(twin == null ? move : move.with(initial(twin)));
            }
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
