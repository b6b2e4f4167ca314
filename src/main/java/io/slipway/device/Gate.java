package io.slipway.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Lets so many requests into registration at once; the others wait here in order. Waiting beats refusing: Node over HTTPS
 * and Java give up at the first 429 (protocol section 1.4). It is only refused what would take too much memory, and what
 * has waited longer than its client does. One per event loop, used on it alone.
 */
class Gate {
    /** Clients' own limit is 30 s (Node). */
    static final long LONGEST_WAIT_NANOS = 25_000_000_000L;

    private static final int OVERHEAD = 1024;
    private static final int WAITING_BYTES = 32 * 1024 * 1024;

    /** A request that may have to wait. */
    interface Visit {
        int bytes();

        /** Whether the device is still there. */
        boolean isAwaited();

        void enter();

        void refuse();
    }

    private record Waiting(Visit visit, long since) {
        private boolean isOverdue(long now) {
            return now - since > LONGEST_WAIT_NANOS;
        }
    }

    private final int places;
    private final LongSupplier clock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    // Written on the event loop, read by the metrics.
    private final AtomicInteger inside = new AtomicInteger();
    private int waitingBytes;

    Gate(int places) {
        this(places, System::nanoTime);
    }

    Gate(int places, LongSupplier nanoClock) {
        this.places = places;
        this.clock = nanoClock;
    }

    void visit(Visit visit) {
        if (inside.get() < places) {
            enter(visit);
        } else if (waitingBytes + cost(visit) > WAITING_BYTES) {
            visit.refuse();
        } else {
            waitingBytes += cost(visit);
            waiting.add(new Waiting(visit, clock.getAsLong()));
        }
    }

    void leave() {
        inside.decrementAndGet();
        long now = clock.getAsLong();
        while (!waiting.isEmpty() && inside.get() < places) {
            Waiting next = waiting.poll();
            waitingBytes -= cost(next.visit());
            if (next.isOverdue(now)) {
                next.visit().refuse();
            } else if (next.visit().isAwaited()) {
                enter(next.visit());
            }
        }
    }

    int inside() {
        return inside.get();
    }

    private void enter(Visit visit) {
        inside.incrementAndGet();
        visit.enter();
    }

    private static int cost(Visit visit) {
        return visit.bytes() + OVERHEAD;
    }
}
