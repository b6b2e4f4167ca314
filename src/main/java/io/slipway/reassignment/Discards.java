package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Plans that come to nothing: somebody discards them, or nobody starts them in time. Nothing is kept of them but events. */
@ApplicationScoped
class Discards {
    static final String WORK = "plan";
    private static final Duration KEPT = Duration.ofDays(7);

    private final Acting acting;
    private final ReassignmentStore store;
    private final CountStore counts;
    private final Events events;
    private final Work work;
    private final Clock clock;

    Discards(Acting acting, ReassignmentStore store, CountStore counts, Events events, Work work, Clock clock) {
        this.acting = acting;
        this.store = store;
        this.counts = counts;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    /** In the transaction that makes the plan. */
    void expireLater(AccountTx tx, UUID plan) {
        work.note(tx, item(tx, plan), clock.instant().plus(KEPT));
    }

    /** In the transaction that starts it. */
    void keep(AccountTx tx, UUID plan) {
        work.done(tx, item(tx, plan));
    }

    void discard(AccountSlug account, ReassignmentId id, Integer version) {
        acting.in(account, REASSIGN, tx -> {
            Reassignment plan = store.own(tx, id);
            Versions.check(version, plan.version());
            if (!plan.isPlan()) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "This reassignment is %s. Only a plan that was not started can be discarded.",
                        plan.state());
            }
            delete(tx, plan, "reassignment.discarded");
            return null;
        });
    }

    /** As whoever planned it, who may have started or discarded it just now. */
    void expire(AccountTx tx, Work.Item item) {
        store.findOwn(tx, new ReassignmentId(item.subjectId()))
                .filter(Reassignment::isPlan)
                .ifPresentOrElse(plan -> delete(tx, plan, "reassignment.expired"), () -> work.done(tx, item));
    }

    private void delete(AccountTx tx, Reassignment plan, String action) {
        UUID id = plan.reassignmentId();
        events.recordForBoth(
                tx,
                plan.accountId(),
                Act.of(action, id, plan.title()).in(plan.scopeId()).changing(counts.counts(tx, id), null));
        store.delete(tx, plan);
        work.done(tx, item(tx, id));
    }

    private static Work.Item item(AccountTx tx, UUID plan) {
        return new Work.Item(WORK, plan, tx.account());
    }
}
