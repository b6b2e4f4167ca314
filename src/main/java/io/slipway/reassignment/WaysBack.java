package io.slipway.reassignment;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Begins reassignments that take devices back without anybody pressing a button. */
@ApplicationScoped
class WaysBack {
    private final UndoStore undos;
    private final ProgressStore progress;
    private final Events events;
    private final Work work;
    private final Clock clock;

    WaysBack(UndoStore undos, ProgressStore progress, Events events, Work work, Clock clock) {
        this.undos = undos;
        this.progress = progress;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    /** Every device that the cancelled reassignment has switched. */
    void rollBack(AccountTx tx, Reassignment cancelled) {
        begin(tx, cancelled, "undo", "Rolled back", id -> undos.plan(tx, id, cancelled));
    }

    /** Some of its devices, as often as there are such. */
    void takeBack(AccountTx tx, Reassignment reassignment, List<String> absent) {
        begin(tx, reassignment, "takeBack", "Did not register in time", id -> undos.plan(tx, id, reassignment, absent));
    }

    private void begin(AccountTx tx, Reassignment undone, String purpose, String reason, ToIntFunction<UUID> plan) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        undos.insert(tx, new UndoStore.WayBack(id, purpose, "scheduled", reason), undone, undone.askedBy(), now);
        int devices = plan.applyAsInt(id);
        work.note(tx, new Work.Item(Progress.WORK, id, undone.accountId()), now);
        events.recordForBoth(
                tx,
                undone.requesterId(),
                Act.of("reassignment.started", id, progress.get(tx, id).title())
                        .in(undone.scopeId())
                        .changing(
                                null,
                                Map.of("because", reason, "undoes", undone.reassignmentId(), "devices", devices)));
    }
}
