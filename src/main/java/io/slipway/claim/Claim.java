package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.db.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A code that somebody used, and what became of that.
 *
 * @param lease that the device was offered or leased by, null if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claim(
        ClaimId id,
        String registrationId,
        @Schema(description = "pending, refused, offered, declined, withdrawn, leased or returned") String state,
        @JsonIgnore AccountId claimantId,
        String claimant,
        String claimantName,
        Instant claimedAt,
        Instant decidedAt,
        UUID lease) {
    public boolean isPending() {
        return state.equals("pending");
    }
}
