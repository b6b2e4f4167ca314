package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;
import static io.slipway.account.Permission.VIEW_REASSIGNMENTS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.Keyset;
import io.slipway.job.Work;
import io.slipway.reassignment.UndoStore.Undoing;
import io.slipway.scope.IdScope;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;

/** Leading reassignments from plan to end, and taking them back. */
@ApplicationScoped
public class Reassignments {
    record Shown(Overview overview, Keyset<PlannedDevice> devices) {}

    private final Acting acting;
    private final ReassignmentStore store;
    private final CountStore counts;
    private final UndoStore undos;
    private final TargetStore targets;
    private final Overviews overviews;
    private final Discards discards;
    private final AskedBy askedBy;
    private final Work work;
    private final Clock clock;

    Reassignments(
            Acting acting,
            ReassignmentStore store,
            CountStore counts,
            UndoStore undos,
            TargetStore targets,
            Overviews overviews,
            Discards discards,
            AskedBy askedBy,
            Work work,
            Clock clock) {
        this.acting = acting;
        this.store = store;
        this.counts = counts;
        this.undos = undos;
        this.targets = targets;
        this.overviews = overviews;
        this.discards = discards;
        this.askedBy = askedBy;
        this.work = work;
        this.clock = clock;
    }

    Keyset<Reassignment> page(AccountSlug account, Instant before, int limit) {
        return acting.in(
                account,
                VIEW_REASSIGNMENTS,
                tx -> Keyset.of(store.page(tx, before, limit), limit, row -> row.createdAt()
                        .toString()));
    }

    Overview get(AccountSlug account, ReassignmentId id) {
        return acting.in(account, VIEW_REASSIGNMENTS, tx -> overviews.of(tx, store.get(tx, id)));
    }

    Keyset<PlannedDevice> devices(AccountSlug account, ReassignmentId id, String state, String after, int limit) {
        return acting.in(account, VIEW_REASSIGNMENTS, tx -> {
            store.get(tx, id);
            return devices(tx, id, state, after, limit);
        });
    }

    /** With those of its devices that a page shows. */
    Shown show(AccountSlug account, ReassignmentId id, String state, String after, int limit) {
        return acting.in(
                account,
                VIEW_REASSIGNMENTS,
                tx -> new Shown(overviews.of(tx, store.get(tx, id)), devices(tx, id, state, after, limit)));
    }

    private Keyset<PlannedDevice> devices(AccountTx tx, ReassignmentId id, String state, String after, int limit) {
        String from = after == null ? "" : after.toLowerCase(Locale.ROOT);
        return Keyset.of(store.devices(tx, id, state, from, limit + 1), limit, PlannedDevice::registrationId);
    }

    Overview start(AccountSlug account, ReassignmentId id, Integer version) {
        return change(account, id, version, List.of("planned"), this::started);
    }

    /** A plan that was made in the same transaction. */
    Overview start(AccountTx tx, Overview plan) {
        ReassignmentId id = new ReassignmentId(plan.reassignment().reassignmentId());
        return overviews.recorded(tx, id, started(tx, plan.reassignment()));
    }

    /** By another person than the one who asked. */
    Overview approve(AccountSlug account, ReassignmentId id, Integer version) {
        return change(account, id, version, List.of("planned"), (tx, reassignment) -> {
            Actor actor = tx.actor();
            if (actor.kind() != Actor.Kind.PERSON
                    || askedBy.actor(reassignment).id().equals(actor.id())) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "Another person of your company has to approve this, not who planned it and not a program.");
            }
            store.approve(tx, reassignment, askedBy.written(actor));
            return "reassignment.approved";
        });
    }

    /** Devices that are on their way finish their step; no other begins. */
    Overview pause(AccountSlug account, ReassignmentId id, Integer version) {
        return change(account, id, version, List.of("running", "scheduled"), (tx, reassignment) -> {
            store.change(tx, reassignment, "paused", reassignment.startsAt(), clock.instant());
            return "reassignment.paused";
        });
    }

    /** Whoever resumes has seen what failed so far: only further failures pause it again. */
    Overview resume(AccountSlug account, ReassignmentId id, Integer version) {
        return change(account, id, version, List.of("paused"), (tx, reassignment) -> {
            store.acceptFailures(tx, reassignment);
            store.change(tx, reassignment, "scheduled", reassignment.startsAt(), clock.instant());
            note(tx, reassignment, clock.instant());
            return "reassignment.resumed";
        });
    }

    /** What has not been switched stays where it is; what has, stays where it went. */
    Overview cancel(AccountSlug account, ReassignmentId id, Integer version) {
        return change(account, id, version, List.of("scheduled", "running", "paused"), (tx, reassignment) -> {
            store.change(tx, reassignment, "cancelling", reassignment.startsAt(), clock.instant());
            note(tx, reassignment, clock.instant());
            return "reassignment.cancelling";
        });
    }

    /** Failed devices go again, as of now. */
    Overview retry(AccountSlug account, ReassignmentId id, Integer version) {
        return change(account, id, version, List.of("running", "paused", "finished"), (tx, reassignment) -> {
            if (store.retry(tx, reassignment, clock.instant()) == 0) {
                throw new Problem(ProblemType.CONFLICT, "No device of this reassignment has failed.");
            }
            store.change(tx, reassignment, "scheduled", reassignment.startsAt(), clock.instant());
            note(tx, reassignment, clock.instant());
            return "reassignment.retried";
        });
    }

    /** Plans the way back for every device that is still where this one sent it; up to a day after it ended. */
    Overview undo(AccountSlug account, ReassignmentId id) {
        return acting.in(account, REASSIGN, tx -> {
            Reassignment undone = store.own(tx, id);
            requireUndoable(tx, undone);
            UUID undo = UUID.randomUUID();
            undos.insert(
                    tx,
                    new UndoStore.WayBack(undo, "undo", "planned", "Undo"),
                    undone,
                    askedBy.written(tx.actor()),
                    clock.instant());
            undos.plan(tx, undo, undone);
            discards.expireLater(tx, undo);
            return overviews.recorded(tx, new ReassignmentId(undo), "reassignment.planned");
        });
    }

    /** Cancels what has not been switched, and takes back what has once that is done. */
    Overview rollBack(AccountSlug account, ReassignmentId id, Integer version) {
        return change(account, id, version, List.of("scheduled", "running", "paused"), (tx, reassignment) -> {
            store.rollBack(tx, reassignment);
            store.change(tx, reassignment, "cancelling", reassignment.startsAt(), clock.instant());
            note(tx, reassignment, clock.instant());
            return "reassignment.rolledBack";
        });
    }

    private Overview change(
            AccountSlug account,
            ReassignmentId id,
            Integer version,
            List<String> states,
            BiFunction<AccountTx, Reassignment, String> work) {
        return acting.in(account, REASSIGN, tx -> {
            Reassignment reassignment = store.own(tx, id);
            Versions.check(version, reassignment.version());
            if (reassignment.isHandover() || !states.contains(reassignment.state())) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "This reassignment is %s, so that is not possible now.",
                        reassignment.state());
            }
            return overviews.recorded(tx, id, work.apply(tx, reassignment));
        });
    }

    private String started(AccountTx tx, Reassignment reassignment) {
        int planned = counts.counts(tx, reassignment.reassignmentId()).getOrDefault("planned", 0);
        if (planned == 0) {
            throw new Problem(ProblemType.CONFLICT, "No device of this plan can be moved; the reasons are listed.");
        }
        if (reassignment.undoes() != null) {
            requireRecent(store.get(tx, new ReassignmentId(reassignment.undoes())));
        }
        requireApproval(tx, reassignment);
        Instant now = clock.instant();
        boolean later =
                reassignment.startsAt() != null && reassignment.startsAt().isAfter(now);
        store.change(tx, reassignment, "scheduled", later ? reassignment.startsAt() : now, now);
        note(tx, reassignment, later ? reassignment.startsAt() : now);
        discards.keep(tx, reassignment.reassignmentId());
        return "reassignment.started";
    }

    /** Whether it ended, and so lately that it can still be taken back. */
    private void requireRecent(Reassignment undone) {
        if (!List.of("finished", "cancelled").contains(undone.state())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The reassignment to be undone is still under way. Roll it back instead, or wait until it ended.");
        }
        if (undone.finishedAt().plus(Progress.UNDO).isBefore(clock.instant())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The reassignment to be undone ended more than 24 hours ago. Plan one back instead.");
        }
    }

    private void requireUndoable(AccountTx tx, Reassignment reassignment) {
        if (reassignment.isHandover()) {
            throw new Problem(ProblemType.CONFLICT, "A lease is ended, not undone.");
        }
        requireRecent(reassignment);
        if (targets.find(tx, IdScope.fromString(reassignment.idScope())).isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "No lease lets you reassign devices of this scope any more.");
        }
        undos.of(tx, reassignment.reassignmentId()).stream()
                .filter(Undoing::isWhole)
                .findFirst()
                .ifPresent(undo -> {
                    throw new Problem(
                            ProblemType.CONFLICT, "This is undone already, by reassignment %s.", undo.reassignmentId());
                });
    }

    private void requireApproval(AccountTx tx, Reassignment reassignment) {
        if (reassignment.needsApproval()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Your company wants a second person for more than %d devices. Let somebody else approve this plan first.",
                    store.approvalAbove(tx));
        }
    }

    private void note(AccountTx tx, Reassignment reassignment, Instant due) {
        work.note(tx, new Work.Item(Progress.WORK, reassignment.reassignmentId(), reassignment.accountId()), due);
    }
}
