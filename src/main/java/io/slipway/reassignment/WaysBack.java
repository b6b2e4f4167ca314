package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Begins reassignments that take devices back without anybody pressing a button. */
@ApplicationScoped
class WaysBack {
    private final UndoStore undos;
    private final Work work;
    private final Clock clock;

    WaysBack(UndoStore undos, Work work, Clock clock) {
        this.undos = undos;
        this.work = work;
        this.clock = clock;
    }

    /** @param absentSince only devices that were switched before and have not arrived; null for all */
    void begin(AccountTx tx, Reassignment undone, Instant absentSince, String reason) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        undos.insert(tx, id, undone, "scheduled", reason, undone.askedBy(), now);
        undos.plan(tx, id, undone, absentSince);
        work.note(tx, new Work.Item(Progress.WORK, id, undone.accountId()), now);
    }
}
