package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.registration.Departures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Gives devices to one reassignment at a time, and lets go of them. */
@ApplicationScoped
class Taking {
    private final TakingStore store;
    private final Departures departures;
    private final Clock clock;

    Taking(TakingStore store, Departures departures, Clock clock) {
        this.store = store;
        this.departures = departures;
        this.clock = clock;
    }

    /** A person's plan leaves devices alone that another reassignment works on; a handover or undo waits for them. */
    void take(AccountTx tx, Reassignment reassignment) {
        if (reassignment.isHandover()) {
            departures.noteLeftovers(tx, store.preempt(tx, reassignment, clock.instant()));
        }
        store.take(tx, reassignment);
        if (reassignment.purpose().equals("move")) {
            store.skipTaken(tx, reassignment);
        } else {
            store.sayWaiting(tx, reassignment);
        }
    }

    /** Takes back what no worker has in hand. */
    void cancel(AccountTx tx, Reassignment reassignment, Instant now) {
        departures.noteLeftovers(tx, store.cancel(tx, reassignment, now));
    }
}
