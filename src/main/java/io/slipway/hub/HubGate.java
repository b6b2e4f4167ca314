package io.slipway.hub;

import io.slipway.plugin.Connectors;
import io.slipway.spi.HubConnector;
import io.slipway.spi.HubUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Keeps what goes by thousands from overrunning a hub: a few calls at a time, and after several failures in a row none for a
 * while, twice as long each time, until one call gets through. A device that registers does not wait here.
 */
@ApplicationScoped
public class HubGate {
    private static final int AT_A_TIME = 2;
    private static final int FAILURES = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;

    private static final class Gate {
        private final Semaphore permits = new Semaphore(AT_A_TIME);
        private int failures;
        private Instant closedUntil = Instant.EPOCH;
    }

    private final Connectors connectors;
    private final Clock clock;
    private final Map<HubId, Gate> gates = new ConcurrentHashMap<>();

    HubGate(Connectors connectors, Clock clock) {
        this.connectors = connectors;
        this.clock = clock;
    }

    /** Waits for its turn and the hub's answer; throws {@link HubUnavailable} and nothing else. */
    public <T> T call(LinkedHub hub, Function<HubConnector, CompletionStage<T>> work) {
        Gate gate = gate(hub);
        gate.permits.acquireUninterruptibly();
        return inTurn(gate, hub, work);
    }

    /** The same without waiting for a turn: empty if others have theirs, and then the hub is not asked. */
    public <T> Optional<T> callIfFree(LinkedHub hub, Function<HubConnector, CompletionStage<T>> work) {
        Gate gate = gate(hub);
        return gate.permits.tryAcquire() ? Optional.of(inTurn(gate, hub, work)) : Optional.empty();
    }

    private Gate gate(LinkedHub hub) {
        return gates.computeIfAbsent(hub.hubId(), any -> new Gate());
    }

    private <T> T inTurn(Gate gate, LinkedHub hub, Function<HubConnector, CompletionStage<T>> work) {
        try {
            check(gate, hub);
            return answer(gate, hub, work);
        } finally {
            gate.permits.release();
        }
    }

    private <T> T answer(Gate gate, LinkedHub hub, Function<HubConnector, CompletionStage<T>> work) {
        try {
            T answer = connectors.await(work.apply(connectors.of(hub.connector())));
            noteSuccess(gate);
            return answer;
        } catch (HubUnavailable e) {
            noteFailure(gate);
            throw e;
        } catch (RuntimeException e) {
            noteFailure(gate);
            throw new HubUnavailable("The connector failed: " + e.getMessage(), e);
        }
    }

    private void check(Gate gate, LinkedHub hub) {
        synchronized (gate) {
            if (gate.closedUntil.isAfter(clock.instant())) {
                throw new HubUnavailable(
                        "%s failed %d times in a row; it is left alone until %s."
                                .formatted(hub.hostName(), gate.failures, gate.closedUntil),
                        null);
            }
        }
    }

    private void noteFailure(Gate gate) {
        synchronized (gate) {
            gate.failures++;
            int doublings = Math.min(gate.failures - FAILURES, MOST_DOUBLINGS);
            if (doublings >= 0) {
                gate.closedUntil = clock.instant().plus(SHORTEST.multipliedBy(1L << doublings));
            }
        }
    }

    private static void noteSuccess(Gate gate) {
        synchronized (gate) {
            gate.failures = 0;
            gate.closedUntil = Instant.EPOCH;
        }
    }
}
