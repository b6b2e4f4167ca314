package io.slipway.reassignment;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Leads a reassignment from wave to wave to its end. One worker at a time does so. */
@ApplicationScoped
class Progress {
    static final String WORK = "reassignment";
    /** How long a finished one can be undone. */
    static final Duration UNDO = Duration.ofHours(24);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration WHILE_WAITING = Duration.ofSeconds(10);
    /** Too few to speak of a rate. */
    private static final int FEWEST_FOR_RATE = 5;

    private final ProgressStore store;
    private final CountStore counts;
    private final Taking taking;
    private final MoveStore moves;
    private final WaysBack waysBack;
    private final Arrivals arrivals;
    private final Instance<Custody> custody;
    private final Events events;
    private final Work work;
    private final Clock clock;

    Progress(
            ProgressStore store,
            CountStore counts,
            Taking taking,
            MoveStore moves,
            WaysBack waysBack,
            Arrivals arrivals,
            Instance<Custody> custody,
            Events events,
            Work work,
            Clock clock) {
        this.store = store;
        this.counts = counts;
        this.taking = taking;
        this.moves = moves;
        this.waysBack = waysBack;
        this.arrivals = arrivals;
        this.custody = custody;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    /** The reassignment as it is now; begins it if its time has come. */
    Reassignment begun(AccountTx tx, UUID id) {
        Reassignment reassignment = store.get(tx, id);
        Instant now = clock.instant();
        if (reassignment.state().equals("scheduled") && !reassignment.startsAt().isAfter(now)) {
            arrivals.await(tx, id);
            store.run(tx, id, now);
            reassignment = store.get(tx, id);
        }
        return reassignment;
    }

    void keep(AccountTx tx, Work.Item item) {
        Optional<Reassignment> locked = store.lock(tx, item.subjectId());
        if (locked.isPresent()) {
            Reassignment reassignment = locked.get();
            Instant now = clock.instant();
            moves.release(tx, reassignment.reassignmentId(), now);
            if (reassignment.state().equals("cancelling")) {
                cancel(tx, reassignment, now);
            } else if (reassignment.isRunning()) {
                goOn(tx, reassignment, now);
            }
            next(tx, item, store.get(tx, reassignment.reassignmentId()), now);
        }
    }

    private void cancel(AccountTx tx, Reassignment reassignment, Instant now) {
        taking.cancel(tx, reassignment, now);
        if (!store.isUnderWay(tx, reassignment)) {
            store.end(tx, reassignment.reassignmentId(), "cancelled", now);
            record(tx, reassignment, "reassignment.cancelled");
            if (reassignment.rollsBack()) {
                waysBack.rollBack(tx, reassignment);
            }
        }
    }

    private void goOn(AccountTx tx, Reassignment reassignment, Instant now) {
        Map<String, Integer> wave = counts.counts(tx, reassignment.reassignmentId(), reassignment.wave());
        if (failsTooOften(reassignment, wave)) {
            store.pause(
                    tx,
                    reassignment.reassignmentId(),
                    "%d of %d devices of wave %d failed, more than %d %%. Look at the reasons, then resume, retry or roll back."
                            .formatted(
                                    wave.getOrDefault("failed", 0),
                                    done(wave),
                                    reassignment.wave(),
                                    reassignment.pauseAbove()),
                    now);
            record(tx, reassignment, "reassignment.paused");
        } else if (!store.isUnderWay(tx, reassignment)) {
            end(tx, reassignment, now);
        } else if (isThrough(wave)) {
            store.nextWave(tx, reassignment, now);
        }
    }

    private void end(AccountTx tx, Reassignment reassignment, Instant now) {
        store.end(tx, reassignment.reassignmentId(), "finished", now);
        if (reassignment.isHandover()) {
            handedOver(tx, reassignment, store.failures(tx, reassignment));
        } else {
            record(tx, reassignment, "reassignment.finished");
        }
    }

    /** A lease tries what failed as often as it takes; that it failed once more is no news. */
    private void handedOver(AccountTx tx, Reassignment reassignment, Map<String, String> failures) {
        custody.forEach(listener -> listener.finished(tx, reassignment.leaseId(), reassignment.direction(), failures));
        if (failures.isEmpty() || failures.size() != reassignment.failuresAccepted()) {
            record(tx, reassignment, "reassignment.finished");
        }
    }

    private void next(AccountTx tx, Work.Item item, Reassignment reassignment, Instant now) {
        if (reassignment.finishedAt() == null) {
            boolean isActive = reassignment.isRunning() || reassignment.state().equals("cancelling");
            work.postpone(tx, item, now.plus(isActive ? SOON : WHILE_WAITING));
        } else {
            work.done(tx, item);
        }
    }

    private void record(AccountTx tx, Reassignment reassignment, String action) {
        Act act = Act.of(action, reassignment.reassignmentId(), reassignment.title())
                .in(reassignment.scopeId())
                .changing(null, counts.counts(tx, reassignment.reassignmentId()));
        if (reassignment.isHandover()) {
            events.record(tx, act);
        } else {
            events.recordForBoth(tx, reassignment.requesterId(), act);
        }
    }

    private static boolean failsTooOften(Reassignment reassignment, Map<String, Integer> wave) {
        int failed = wave.getOrDefault("failed", 0) - reassignment.failuresAccepted();
        int done = done(wave) - reassignment.failuresAccepted();
        return reassignment.pauseAbove() != null
                && done >= FEWEST_FOR_RATE
                && failed * 100 > reassignment.pauseAbove() * done;
    }

    private static int done(Map<String, Integer> wave) {
        return wave.getOrDefault("failed", 0)
                + wave.getOrDefault("switched", 0)
                + wave.getOrDefault("released", 0)
                + wave.getOrDefault("arrived", 0);
    }

    private static boolean isThrough(Map<String, Integer> wave) {
        return wave.getOrDefault("planned", 0) == 0
                && wave.getOrDefault("prepared", 0) == 0
                && wave.getOrDefault("switched", 0) == 0;
    }
}
