package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Sees which devices have found their new hub, until all have or nobody waits for them any more. */
@ApplicationScoped
class Arrivals {
    static final String WORK = "arrival";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** Looked at again, so that none is missed that was committed late. */
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Looking takes longer the more devices are awaited; it is to take a twentieth of the time at most. */
    private static final int REST = 20;

    private final DeviceTransactions transactions;
    private final ProgressStore progress;
    private final ArrivalStore store;
    private final CountStore counts;
    private final WaysBack waysBack;
    private final Work work;
    private final Clock clock;

    Arrivals(
            DeviceTransactions transactions,
            ProgressStore progress,
            ArrivalStore store,
            CountStore counts,
            WaysBack waysBack,
            Work work,
            Clock clock) {
        this.transactions = transactions;
        this.progress = progress;
        this.store = store;
        this.counts = counts;
        this.waysBack = waysBack;
        this.work = work;
        this.clock = clock;
    }

    /** From now on, in the transaction that begins the reassignment. */
    void await(AccountTx tx, UUID reassignment) {
        work.note(
                tx,
                new Work.Item(WORK, reassignment, tx.account()),
                clock.instant().plus(SOON));
    }

    void look(Work.Item item) {
        Instant began = clock.instant();
        Actor slipway = Actor.system(item.accountId());
        transactions.in(slipway, tx -> {
            // Another replica that looks as well waits here.
            work.postpone(tx, item, began.plus(SOON));
            Reassignment reassignment = progress.get(tx, item.subjectId());
            store.note(tx, reassignment, unseen(reassignment));
            takeBackAbsent(tx, reassignment, began);
            next(tx, item, reassignment, began);
            // Last, since workers wait for the row that this changes.
            store.seen(tx, reassignment, began);
            return null;
        });
    }

    /** A registration that began before the last look may have been committed after it. */
    private static Instant unseen(Reassignment reassignment) {
        Instant seen = reassignment.arrivalsSeenAt();
        return (seen == null ? reassignment.createdAt() : seen).minus(WINDOW);
    }

    /** Devices that do not find their new hub go back to the old one, where that was asked for. */
    private void takeBackAbsent(AccountTx tx, Reassignment reassignment, Instant now) {
        if (reassignment.absentAfter() != null && reassignment.absentAction().equals("rollBack")) {
            Instant since = now.minus(Duration.ofMinutes(reassignment.absentAfter()));
            List<String> absent = store.absent(tx, reassignment, since);
            if (!absent.isEmpty()) {
                waysBack.takeBack(tx, reassignment, absent);
            }
        }
    }

    /** After the time to undo it there is nothing more to see. */
    private void next(AccountTx tx, Work.Item item, Reassignment reassignment, Instant began) {
        Instant now = clock.instant();
        Instant ended = reassignment.finishedAt();
        if (ended != null && (ended.plus(patience(reassignment)).isBefore(now) || !store.isAwaited(tx, reassignment))) {
            counts.fold(tx, reassignment.reassignmentId());
            work.done(tx, item);
        } else {
            Duration usual = isFresh(reassignment, now) ? SOON : LATER;
            Duration rest = Duration.between(began, now).multipliedBy(REST);
            work.postpone(tx, item, now.plus(rest.compareTo(usual) > 0 ? rest : usual));
        }
    }

    private static boolean isFresh(Reassignment reassignment, Instant now) {
        return reassignment.finishedAt() == null
                || reassignment.finishedAt().plus(FRESH).isAfter(now);
    }

    private static Duration patience(Reassignment reassignment) {
        Duration given = Duration.ofMinutes(reassignment.absentAfter() == null ? 0 : reassignment.absentAfter());
        return Progress.UNDO.compareTo(given) > 0 ? Progress.UNDO : given.plus(Progress.UNDO);
    }
}
