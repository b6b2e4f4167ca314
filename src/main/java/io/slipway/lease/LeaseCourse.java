package io.slipway.lease;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.reassignment.Direction;
import io.slipway.reassignment.Handover;
import io.slipway.reassignment.Handovers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What follows from what was agreed: devices are handed over, offers expire, terms end, and leases below end first. Each step
 * reads how the lease stands and does what is due, so that it may run at any time and again.
 */
@ApplicationScoped
class LeaseCourse {
    static final String WORK = "lease";
    /** While devices change hands, and after some could not. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final LeaseCourseStore store;
    private final Leavings leavings;
    private final Handovers handovers;
    private final Events events;
    private final LeaseNotices notices;
    private final Work work;
    private final Clock clock;

    LeaseCourse(
            LeaseCourseStore store,
            Leavings leavings,
            Handovers handovers,
            Events events,
            LeaseNotices notices,
            Work work,
            Clock clock) {
        this.store = store;
        this.leavings = leavings;
        this.handovers = handovers;
        this.events = events;
        this.notices = notices;
        this.work = work;
        this.clock = clock;
    }

    static Work.Item item(Lease lease) {
        return new Work.Item(WORK, lease.id().value(), lease.operator());
    }

    /** Of the lease whose devices it leases on. */
    static Work.Item itemAbove(Lease lease) {
        return new Work.Item(WORK, lease.ground().upperLease(), lease.operator());
    }

    /** In a transaction of the device plane as the operator. */
    void advance(AccountTx tx, Work.Item item) {
        Instant now = clock.instant();
        expire(tx, item, now);
        end(tx, item, now);
        leave(tx, item, now);
        takeBack(tx, item, now);
        letGo(tx, item, now);
        complete(tx, item, now);
        store.locked(tx, item.subjectId())
                .ifPresentOrElse(lease -> goOn(tx, item, lease, now), () -> work.done(tx, item));
    }

    private void goOn(AccountTx tx, Work.Item item, Standing lease, Instant now) {
        notices.beforeEnd(tx, lease, now);
        schedule(tx, item, lease, now);
    }

    /**
     * Begins to hand over what {@link #advance} found due. In a transaction of its own, without holding the lease: devices that
     * are just switched lock their reassignment first and the lease then.
     */
    void handOver(AccountTx tx, Work.Item item) {
        Instant now = clock.instant();
        store.read(tx, item.subjectId()).ifPresent(lease -> {
            if (lease.starting() > 0 && lease.hasBegun(now) && !lease.isEnding()) {
                handovers.begin(tx, handover(lease, Direction.START, lease.defaultHubId(), false));
            }
            if (lease.goingBack() > 0) {
                boolean disables = lease.endAction().equals("disable");
                handovers.begin(tx, handover(lease, Direction.END, disables ? null : lease.returnHubId(), disables));
            }
        });
    }

    private void expire(AccountTx tx, Work.Item item, Instant now) {
        store.locked(tx, item.subjectId()).filter(lease -> lease.isExpired(now)).ifPresent(lease -> {
            store.moveDevices(tx, lease.leaseId(), "proposed", "removed");
            if (lease.isOffer()) {
                String reason =
                        lease.proposed() > 0 ? "The offer expired." : "None of its devices is on offer any more.";
                store.move(tx, lease.leaseId(), "withdrawn", reason, now);
            }
            record(tx, lease, "lease.offerExpired", Map.of("devices", lease.proposed()));
        });
    }

    private void end(AccountTx tx, Work.Item item, Instant now) {
        store.locked(tx, item.subjectId())
                .filter(lease -> lease.isRunning() && lease.ends(now) != null)
                .ifPresent(lease -> end(tx, lease, lease.ends(now), now));
    }

    private void end(AccountTx tx, Standing lease, String reason, Instant now) {
        store.moveDevices(tx, lease.leaseId(), "proposed", "removed");
        store.move(tx, lease.leaseId(), "ending", reason, now);
        record(tx, lease, "lease.ending", Map.of("reason", reason));
    }

    /** Leases below end first; devices come up one step at a time. */
    private void leave(AccountTx tx, Work.Item item, Instant now) {
        store.locked(tx, item.subjectId())
                .filter(lease -> lease.isEnding() || lease.firstLeaving() != null)
                .ifPresent(lease -> {
                    if (lease.isEnding()) {
                        store.below(tx, lease.leaseId()).forEach(below -> endBelow(tx, item, below, now));
                        // What is not being handed over, or could not be, stays where it is.
                        store.moveDevices(tx, lease.leaseId(), "proposed", "removed");
                        if (leavings.mayWithdrawStarting(tx, lease.leaseId())) {
                            store.moveDevices(tx, lease.leaseId(), "starting", "removed");
                        }
                    } else {
                        List<UUID> below = leavings.below(tx, lease, now);
                        leavings.recall(tx, lease, below, now).forEach(some -> record(tx, some));
                        below.forEach(each -> note(tx, item, each, now));
                    }
                    store.endDevices(tx, lease.leaseId(), lease.isEnding(), now);
                });
    }

    /** Also one that ended before and waits to be collected: the lease above does not wait for that. */
    private void endBelow(AccountTx tx, Work.Item item, UUID below, Instant now) {
        store.locked(tx, below).ifPresent(lease -> {
            if (lease.isOffer()) {
                store.moveDevices(tx, below, "proposed", "removed");
                store.move(tx, below, "withdrawn", "The lease above it ends.", now);
                record(tx, lease, "lease.withdrawn", Map.of("reason", "The lease above it ends."));
            } else if (lease.isRunning()) {
                end(tx, lease, "The lease above it ends.", now);
            }
        });
        note(tx, item, below, now);
    }

    /** What is kept until it is collected, is so from its lessor alone. */
    private void takeBack(AccountTx tx, Work.Item item, Instant now) {
        store.locked(tx, item.subjectId())
                .filter(lease -> lease.ending() > lease.goingBack())
                .ifPresent(lease -> store.takeBack(tx, lease, now));
    }

    private void letGo(AccountTx tx, Work.Item item, Instant now) {
        store.locked(tx, item.subjectId())
                .filter(lease -> lease.isRunning() || lease.isEnding())
                .ifPresent(lease -> leavings.lost(tx, lease, now).forEach(some -> record(tx, some)));
    }

    private static Handover handover(Standing lease, Direction direction, UUID hub, boolean disables) {
        return new Handover(lease.leaseId(), lease.scopeId(), direction, hub, disables);
    }

    private void complete(AccountTx tx, Work.Item item, Instant now) {
        store.locked(tx, item.subjectId())
                .filter(lease -> (lease.isRunning() || lease.isEnding()) && lease.isEmpty())
                .ifPresent(lease -> {
                    String state = lease.isTerminated(now) ? "terminated" : "ended";
                    String reason =
                            lease.startedAt() == null ? "None of its devices came." : "All its devices were returned.";
                    store.move(tx, lease.leaseId(), state, reason, now);
                    record(tx, lease, state.equals("ended") ? "lease.ended" : "lease.terminated", null);
                    if (lease.upperLeaseId() != null) {
                        note(tx, item, lease.upperLeaseId(), now);
                    }
                });
    }

    private void schedule(AccountTx tx, Work.Item item, Standing lease, Instant now) {
        boolean underWay = lease.starting() > 0 && lease.hasBegun(now)
                || lease.goingBack() > 0
                || lease.isEnding() && lease.active() > 0
                || lease.isOverdue(now);
        Instant next = lease.next(now);
        if (underWay) {
            work.postpone(tx, item, next != null && next.isBefore(now.plus(AGAIN)) ? next : now.plus(AGAIN));
        } else if (next != null) {
            work.postpone(tx, item, next);
        } else {
            work.done(tx, item);
        }
    }

    private void note(AccountTx tx, Work.Item item, UUID lease, Instant now) {
        work.note(tx, new Work.Item(WORK, lease, item.accountId()), now);
    }

    private void record(AccountTx tx, Leavings.Withdrawn some) {
        record(tx, some.lease(), "lease.devicesWithdrawn", some.said());
    }

    private void record(AccountTx tx, Standing lease, String action, Object after) {
        Act act = Act.of(action, lease.leaseId(), lease.reference())
                .in(lease.scopeId())
                .changing(null, after);
        events.recordAllFor(tx, lease.trails(), List.of(act));
    }
}
