package io.slipway.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a second person has to know before it approves. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalDetails(
        @JsonUnwrapped LeaseApproval approval,
        @Schema(description = "Of a proposal: the scope; absent for a sublease") String idScope,
        @Schema(description = "Of a proposal of a sublease: the lease above it") String upperLease,
        @Schema(description = "Of a proposal: the tenant's account name") String lessee,
        @Schema(description = "Of a proposal") Terms terms,
        @Schema(description = "Where the devices go; absent leaves it to allocation") String hub,
        @Schema(description = "What the other company would read") String reason,
        @Schema(description = "The lease as it is now; absent while it is not proposed") LeaseView agreement) {
    static ApprovalDetails of(LeaseApproval approval, Proposal proposal) {
        return new ApprovalDetails(
                approval,
                proposal.idScope(),
                proposal.upperLease(),
                proposal.lessee(),
                proposal.terms(),
                proposal.terms().returnHub(),
                null,
                null);
    }

    static ApprovalDetails of(LeaseApproval approval, LeaseView lease) {
        return new ApprovalDetails(approval, null, null, null, null, null, null, lease);
    }

    static ApprovalDetails of(LeaseApproval approval, LeaseView lease, Acceptance acceptance) {
        String hub = acceptance.defaultHub() == null ? lease.defaultHub() : acceptance.defaultHub();
        return new ApprovalDetails(approval, null, null, null, null, hub, acceptance.note(), lease);
    }

    static ApprovalDetails because(LeaseApproval approval, LeaseView lease, String reason) {
        return new ApprovalDetails(approval, null, null, null, null, null, reason, lease);
    }

    static ApprovalDetails to(LeaseApproval approval, LeaseView lease, String hub) {
        return new ApprovalDetails(approval, null, null, null, null, hub, null, lease);
    }
}
