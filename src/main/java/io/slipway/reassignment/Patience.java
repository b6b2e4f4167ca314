package io.slipway.reassignment;

import java.time.Duration;
import java.time.Instant;

/** How often a device is tried again, and how long after; the pause doubles from two seconds to four minutes. */
final class Patience {
    static final int MOST_TRIES = 12;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 7;

    private Patience() {}

    static Duration pause(int tries) {
        return SHORTEST_WAIT.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
    }

    /** @param why a sentence */
    static Stop later(Part part, String reason, String why, Instant now) {
        return part.tries() < MOST_TRIES
                ? Stop.later(part, reason, why + " It is tried again.", now.plus(pause(part.tries())))
                : Stop.failed(part, reason, why + " It was tried " + part.tries() + " times.");
    }
}
