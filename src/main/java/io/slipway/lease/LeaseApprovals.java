package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.TERMINATE_LEASES;
import static io.slipway.account.Permission.VIEW_LEASES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** What a second person decides about; what is approved is carried out in the same transaction. */
@ApplicationScoped
class LeaseApprovals {
    private static final int SHOWN = 100;
    private final Acting acting;
    private final LeaseApprovalStore store;
    private final ApprovedRequests requests;
    private final Leases leases;
    private final Events events;
    private final Clock clock;

    LeaseApprovals(
            Acting acting,
            LeaseApprovalStore store,
            ApprovedRequests requests,
            Leases leases,
            Events events,
            Clock clock) {
        this.acting = acting;
        this.store = store;
        this.requests = requests;
        this.leases = leases;
        this.events = events;
        this.clock = clock;
    }

    /** The pending ones first. */
    List<LeaseApproval> newest(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, tx -> store.newest(tx, SHOWN));
    }

    /** What exactly somebody asks for. */
    ApprovalDetails details(AccountSlug account, ApprovalId id) {
        return acting.in(account, VIEW_LEASES, tx -> {
            LeaseApproval approval = store.find(tx, id).orElseThrow(LeaseApprovals::unknown);
            LeaseView lease = approval.lease() == null ? null : leases.view(tx, new LeaseId(approval.lease()));
            return requests.details(approval, lease, store.request(tx, id));
        });
    }

    /** Whether somebody else than the reader asked for it, so that the reader can be the second person. */
    boolean isAnothers(AccountSlug account, LeaseApproval approval) {
        return acting.in(account, VIEW_LEASES, tx -> isAnother(tx.actor(), approval));
    }

    LeaseView approve(AccountSlug account, ApprovalId id) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            LeaseApproval approval = pending(tx, id);
            if (approval.kind().equals("termination")) {
                acting.require(account, TERMINATE_LEASES);
            }
            requireAnother(tx.actor(), approval);
            decide(tx, approval, "approved", "leaseApproval.approved");
            return requests.carryOut(tx, approval, store.request(tx, id));
        });
    }

    LeaseApproval refuse(AccountSlug account, ApprovalId id) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            decide(tx, pending(tx, id), "refused", "leaseApproval.refused");
            return store.find(tx, id).orElseThrow();
        });
    }

    private LeaseApproval pending(AccountTx tx, ApprovalId id) {
        LeaseApproval approval = store.locked(tx, id).orElseThrow(LeaseApprovals::unknown);
        Lease.require(approval.isPending(), "This was decided already.");
        return approval;
    }

    private static Problem unknown() {
        return Problem.notFound("approval");
    }

    private static void requireAnother(Actor actor, LeaseApproval approval) {
        Lease.require(
                isAnother(actor, approval),
                "Another person of your company has to approve this, not who asked and not a program.");
    }

    private static boolean isAnother(Actor actor, LeaseApproval approval) {
        return actor.kind() == Actor.Kind.PERSON && !actor.id().equals(approval.askedBy());
    }

    private void decide(AccountTx tx, LeaseApproval approval, String state, String action) {
        store.decide(tx, approval.id(), state, clock.instant());
        events.record(tx, Act.of(action, approval.id(), approval.summary()));
    }
}
