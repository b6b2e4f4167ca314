package io.slipway.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

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
    record Visit(int bytes, Runnable enter, Runnable refuse, long since) {
        Visit(int bytes, Runnable enter, Runnable refuse) {
            this(bytes + OVERHEAD, enter, refuse, System.nanoTime());
        }

        private boolean isOverdue(long now) {
            return now - since > LONGEST_WAIT_NANOS;
        }
    }

    private final int places;
    private final Deque<Visit> waiting = new ArrayDeque<>();
    // Written on the event loop, read by the metrics.
    private final AtomicInteger inside = new AtomicInteger();
    private int waitingBytes;

    Gate(int places) {
        this.places = places;
    }

    void visit(Visit visit) {
        if (inside.get() < places) {
            enter(visit);
        } else if (waitingBytes + visit.bytes() > WAITING_BYTES) {
            visit.refuse().run();
        } else {
            waiting.add(visit);
            waitingBytes += visit.bytes();
        }
    }

    void leave() {
        inside.decrementAndGet();
        long now = System.nanoTime();
        while (!waiting.isEmpty() && inside.get() < places) {
            Visit next = waiting.poll();
            waitingBytes -= next.bytes();
            if (next.isOverdue(now)) {
                next.refuse().run();
            } else {
                enter(next);
            }
        }
    }

    int inside() {
        return inside.get();
    }

    private void enter(Visit visit) {
        inside.incrementAndGet();
        visit.enter().run();
    }
}
