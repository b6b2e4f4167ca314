package io.slipway.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.db.AccountTx;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads requests that wait for a second person, and does what was approved if it is still about the same devices. */
@ApplicationScoped
class ApprovedRequests {
    private final Proposals proposals;
    private final Answers answers;
    private final Endings endings;
    private final Terminations terminations;
    private final ExtentStore extents;
    private final LeaseStore store;
    private final ObjectMapper json;

    ApprovedRequests(
            Proposals proposals,
            Answers answers,
            Endings endings,
            Terminations terminations,
            ExtentStore extents,
            LeaseStore store,
            ObjectMapper json) {
        this.proposals = proposals;
        this.answers = answers;
        this.endings = endings;
        this.terminations = terminations;
        this.extents = extents;
        this.store = store;
        this.json = json;
    }

    ApprovalDetails details(LeaseApproval approval, LeaseView lease, String request) {
        return switch (approval.kind()) {
            case "proposal" -> ApprovalDetails.of(approval, read(request, Proposal.class));
            case "addition" -> ApprovalDetails.of(approval, lease);
            case "acceptance" -> ApprovalDetails.of(approval, lease, read(request, Acceptance.class));
            case "return", "recall" -> ApprovalDetails.because(
                    approval, lease, read(request, Returning.class).reason());
            case "collection" -> ApprovalDetails.to(
                    approval, lease, read(request, AnswerApi.HubChoice.class).hub());
            case "termination" -> ApprovalDetails.because(
                    approval,
                    lease,
                    read(request, Terminations.Termination.class).reason());
            default -> throw new IllegalStateException(approval.kind());
        };
    }

    LeaseView carryOut(AccountTx tx, LeaseApproval approval, String request) {
        if (approval.lease() == null) {
            Proposal proposal = read(request, Proposal.class);
            requireSame(approval, proposals.extent(tx, proposal));
            return proposals.carryOut(tx, proposal);
        }
        LeaseId lease = new LeaseId(approval.lease());
        // Nothing joins or leaves it between the comparison and the deed.
        store.locked(tx, lease);
        return switch (approval.kind()) {
            case "addition" -> carryOut(tx, approval, lease, read(request, Addition.class));
            case "acceptance" -> carryOut(tx, approval, lease, read(request, Acceptance.class));
            case "return", "recall" -> carryOut(tx, approval, lease, read(request, Returning.class));
            case "collection" -> carryOut(tx, approval, lease, read(request, AnswerApi.HubChoice.class));
            case "termination" -> carryOut(tx, approval, lease, read(request, Terminations.Termination.class));
            default -> throw new IllegalStateException(approval.kind());
        };
    }

    private LeaseView carryOut(AccountTx tx, LeaseApproval approval, LeaseId lease, Addition addition) {
        requireSame(approval, proposals.extent(tx, lease, addition));
        return proposals.carryOut(tx, lease, addition);
    }

    private LeaseView carryOut(AccountTx tx, LeaseApproval approval, LeaseId lease, Acceptance acceptance) {
        requireSame(approval, extents.accepted(tx, lease, acceptance.keys()));
        return answers.carryOut(tx, lease, acceptance);
    }

    private LeaseView carryOut(AccountTx tx, LeaseApproval approval, LeaseId lease, Returning returning) {
        if (approval.kind().equals("return")) {
            requireSame(approval, extents.returned(tx, lease, returning.keys()));
            return endings.carryOut(tx, lease, returning);
        } else {
            requireSame(approval, extents.recalled(tx, lease, returning.keys()));
            return endings.recall(tx, lease, returning);
        }
    }

    private LeaseView carryOut(AccountTx tx, LeaseApproval approval, LeaseId lease, AnswerApi.HubChoice hub) {
        requireSame(approval, extents.collected(tx, store.locked(tx, lease)));
        return endings.collect(tx, lease, hub);
    }

    private LeaseView carryOut(
            AccountTx tx, LeaseApproval approval, LeaseId lease, Terminations.Termination termination) {
        requireSame(approval, extents.whole(tx, lease));
        return terminations.carryOut(tx, lease, termination);
    }

    private static void requireSame(LeaseApproval approval, Extent now) {
        Lease.require(
                approval.isAbout(now),
                "Other devices would be concerned now (%s) than when this was asked (%s). Refuse it, and ask anew."
                        .formatted(
                                Numbers.counted(now.devices(), "device"),
                                Numbers.counted(approval.devices(), "device")));
    }

    private <T> T read(String request, Class<T> type) {
        try {
            return json.readValue(request, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
