package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves the devices of a lease to their new holder's hub as they change hands. In the device plane's transactions, acting for
 * the account of the scope; what happens is told to {@link Custody}.
 */
@ApplicationScoped
public class Handovers {
    private final HandoverStore store;
    private final Arrivals arrivals;
    private final AskedBy askedBy;
    private final Work work;
    private final Clock clock;

    Handovers(HandoverStore store, Arrivals arrivals, AskedBy askedBy, Work work, Clock clock) {
        this.store = store;
        this.arrivals = arrivals;
        this.askedBy = askedBy;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Begins with every device of the lease that is {@code starting}, or {@code ending}. Repeating it adds devices that came to
     * be so meanwhile, and tries those again that failed, less and less often and in the same reassignment.
     *
     * @return the reassignment that does it, empty if there is nothing to do for now
     */
    public Optional<UUID> begin(AccountTx tx, Handover handover) {
        Instant now = clock.instant();
        Optional<HandoverStore.Begun> begun = store.begun(tx, handover);
        if (begun.filter(last -> last.isPausing(now)).isPresent()) {
            return Optional.empty();
        }
        UUID id = begun.map(HandoverStore.Begun::reassignmentId).orElseGet(UUID::randomUUID);
        // First, as whoever looks for arrivals does, who writes the reassignment last: so neither waits for the other.
        arrivals.await(tx, id);
        begun.ifPresentOrElse(
                last -> store.goOn(tx, id, now),
                () -> store.insert(tx, id, handover, askedBy.written(Actor.system(tx.account())), now));
        store.add(tx, id, handover, now);
        if (!store.hasDevices(tx, id)) {
            store.discard(tx, id, now);
            return Optional.empty();
        }
        work.note(tx, new Work.Item(Progress.WORK, id, tx.account()), now);
        return Optional.of(id);
    }

    /** Whether devices of the lease are still on their way in that direction. */
    public boolean isUnderWay(AccountTx tx, UUID leaseId, Direction direction) {
        return store.isUnderWay(tx, leaseId, direction);
    }
}
