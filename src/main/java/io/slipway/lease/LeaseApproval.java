package io.slipway.lease;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one person asked for and a second one of the same company has to approve. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseApproval(
        ApprovalId id,
        @Schema(
                        description = "proposal, addition, acceptance, return, recall, collection or termination",
                        examples = "proposal")
                String kind,
        @Schema(description = "Absent while the lease is not proposed yet") UUID lease,
        @Schema(examples = "Propose lease of 4,812 devices to contoso") String summary,
        int devices,
        @JsonIgnore String digest,
        @Schema(description = "Some of the devices") List<String> examples,
        @Schema(description = "pending, approved or refused", examples = "pending") String state,
        @JsonIgnore String askedBy,
        String askedByName,
        Instant askedAt,
        String decidedByName,
        Instant decidedAt) {
    /** Whether it would still be done to the devices that it was asked for. */
    boolean isAbout(Extent extent) {
        return digest.equals(extent.digest());
    }

    public boolean isPending() {
        return state.equals("pending");
    }
}
