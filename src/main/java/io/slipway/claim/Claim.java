package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.db.AccountId;
import java.time.Instant;

/** A code that somebody used, and what became of that. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claim(
        ClaimId id,
        String registrationId,
        @JsonIgnore String registrationKey,
        String state,
        @JsonIgnore AccountId claimantId,
        String claimant,
        String claimantName,
        Instant claimedAt,
        Instant decidedAt) {
    public boolean isPending() {
        return state.equals("pending");
    }
}
