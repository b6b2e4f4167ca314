package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Sees which devices have found their new hub, until all have or nobody waits for them any more. */
@ApplicationScoped
class Arrivals {
    static final String WORK = "arrival";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** Looked at again and again while arrivals are fresh, so that none is missed that was committed late. */
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Looking takes longer the more devices are awaited; it is to take a twentieth of the time at most. */
    private static final int REST = 20;

    private final DeviceTransactions transactions;
    private final ProgressStore store;
    private final UndoStore undos;
    private final WaysBack waysBack;
    private final Work work;
    private final Clock clock;

    Arrivals(
            DeviceTransactions transactions,
            ProgressStore store,
            UndoStore undos,
            WaysBack waysBack,
            Work work,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.undos = undos;
        this.waysBack = waysBack;
        this.work = work;
        this.clock = clock;
    }

    /** From now on, in the transaction that begins the reassignment. */
    void await(AccountTx tx, Reassignment reassignment) {
        work.note(tx, item(reassignment), clock.instant().plus(SOON));
    }

    void look(Work.Item item) {
        Instant began = clock.instant();
        Actor slipway = Actor.system(item.accountId());
        transactions.in(slipway, tx -> {
            // Another replica that looks as well waits here.
            work.postpone(tx, item, began.plus(SOON));
            Reassignment reassignment = store.get(tx, item.subjectId());
            store.noteArrivals(tx, reassignment, isFresh(reassignment, began) ? began.minus(WINDOW) : null);
            takeBackAbsent(tx, reassignment, began);
            next(tx, item, reassignment, began);
            return null;
        });
    }

    /** Devices that do not find their new hub go back to the old one, where that was asked for. */
    private void takeBackAbsent(AccountTx tx, Reassignment reassignment, Instant now) {
        if (reassignment.absentAfter() != null && reassignment.absentAction().equals("rollBack")) {
            Instant since = now.minus(Duration.ofMinutes(reassignment.absentAfter()));
            if (store.isAbsent(tx, reassignment, since)
                    && undos.undoOf(tx, reassignment.reassignmentId()).isEmpty()) {
                store.noteArrivals(tx, reassignment, null);
                waysBack.begin(tx, reassignment, since, "Did not register in time");
            }
        }
    }

    /** After the time to undo it there is nothing more to see. */
    private void next(AccountTx tx, Work.Item item, Reassignment reassignment, Instant began) {
        Instant now = clock.instant();
        Instant ended = reassignment.finishedAt();
        if (ended != null && (ended.plus(patience(reassignment)).isBefore(now) || !store.isAwaited(tx, reassignment))) {
            store.foldCounts(tx, reassignment.reassignmentId());
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

    private static Work.Item item(Reassignment reassignment) {
        return new Work.Item(WORK, reassignment.reassignmentId(), reassignment.accountId());
    }
}
