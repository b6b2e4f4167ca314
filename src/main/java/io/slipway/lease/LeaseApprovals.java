package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.VIEW_LEASES;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private final Proposals proposals;
    private final Answers answers;
    private final Endings endings;
    private final Events events;
    private final ObjectMapper json;
    private final Clock clock;

    LeaseApprovals(
            Acting acting,
            LeaseApprovalStore store,
            Proposals proposals,
            Answers answers,
            Endings endings,
            Events events,
            ObjectMapper json,
            Clock clock) {
        this.acting = acting;
        this.store = store;
        this.proposals = proposals;
        this.answers = answers;
        this.endings = endings;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** The pending ones first. */
    List<LeaseApproval> newest(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, tx -> store.newest(tx, SHOWN));
    }

    LeaseView approve(AccountSlug account, ApprovalId id) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            LeaseApproval approval = pending(tx, id);
            requireAnother(tx.actor(), approval);
            decide(tx, approval, "approved", "leaseApproval.approved");
            return carryOut(tx, approval);
        });
    }

    LeaseApproval refuse(AccountSlug account, ApprovalId id) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            decide(tx, pending(tx, id), "refused", "leaseApproval.refused");
            return store.find(tx, id).orElseThrow();
        });
    }

    private LeaseApproval pending(AccountTx tx, ApprovalId id) {
        LeaseApproval approval = store.find(tx, id).orElseThrow(() -> Problem.notFound("approval"));
        Lease.require(approval.isPending(), "This was decided already.");
        return approval;
    }

    private static void requireAnother(Actor actor, LeaseApproval approval) {
        Lease.require(
                actor.kind() == Actor.Kind.PERSON && !actor.id().equals(approval.askedBy()),
                "Another person of your company has to approve this, not who asked and not a program.");
    }

    private void decide(AccountTx tx, LeaseApproval approval, String state, String action) {
        store.decide(tx, approval.id(), state, clock.instant());
        events.record(tx, Act.of(action, approval.id(), approval.summary()));
    }

    private LeaseView carryOut(AccountTx tx, LeaseApproval approval) {
        LeaseId lease = approval.lease() == null ? null : new LeaseId(approval.lease());
        String request = store.request(tx, approval.id());
        return switch (approval.kind()) {
            case "proposal" -> proposals.carryOut(tx, read(request, Proposal.class));
            case "acceptance" -> answers.carryOut(tx, lease, read(request, Acceptance.class));
            case "return" -> endings.carryOut(tx, lease, read(request, Returning.class));
            default -> throw new IllegalStateException(approval.kind());
        };
    }

    private <T> T read(String request, Class<T> type) {
        try {
            return json.readValue(request, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
