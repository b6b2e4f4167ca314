package io.slipway.reassignment;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.reassignment.UndoStore.Undoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people see of a reassignment after whatever they did with it. */
@ApplicationScoped
class Overviews {
    private final ReassignmentStore store;
    private final CountStore counts;
    private final UndoStore undos;
    private final AskedBy askedBy;
    private final Events events;
    private final Clock clock;

    Overviews(
            ReassignmentStore store, CountStore counts, UndoStore undos, AskedBy askedBy, Events events, Clock clock) {
        this.store = store;
        this.counts = counts;
        this.undos = undos;
        this.askedBy = askedBy;
        this.events = events;
        this.clock = clock;
    }

    /** As it is now, with the action in the trails of both companies. */
    Overview recorded(AccountTx tx, ReassignmentId id, String action) {
        Reassignment reassignment = store.get(tx, id);
        events.recordForBoth(
                tx,
                reassignment.accountId(),
                Act.of(action, id, reassignment.title())
                        .in(reassignment.scopeId())
                        .changing(null, counts.counts(tx, id.value())));
        return of(tx, reassignment);
    }

    Overview of(AccountTx tx, Reassignment reassignment) {
        UUID id = reassignment.reassignmentId();
        Counts now = counts.all(tx, id);
        Map<Boolean, List<UUID>> undoings = undos.of(tx, id).stream()
                .collect(partitioningBy(Undoing::isWhole, mapping(Undoing::reassignmentId, toList())));
        return new Overview(
                reassignment,
                askedBy.name(reassignment),
                reassignment.requesterId().equals(tx.account()),
                now.byState(),
                now.byHub(),
                now.byReason(),
                undoings.get(true).stream().findFirst().orElse(null),
                undoings.get(false),
                isRecent(reassignment),
                reassignment.needsApproval()
                        && !askedBy.actor(reassignment).id().equals(tx.actor().id()));
    }

    private boolean isRecent(Reassignment reassignment) {
        return reassignment.finishedAt() != null
                && reassignment.finishedAt().plus(Progress.UNDO).isAfter(clock.instant());
    }
}
