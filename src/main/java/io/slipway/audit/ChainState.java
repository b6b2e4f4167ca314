package io.slipway.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far an account's events are sealed, and what the last verification found. */
@Schema(description = "How far an account's events are sealed, and what the last verification found")
public record ChainState(
        @Schema(description = "Sequence of the newest sealed event", examples = "4711") long sequence,
        @Schema(description = "Its hash; keep it outside Slipway to prove later that nothing was rewritten")
                String hash,
        @Schema(description = "When the first event of the chain happened") Instant intactSince,
        @Schema(description = "Sequence of the newest event verified") Long verifiedSequence,
        Instant verifiedAt,
        @Schema(description = "Sequence of the first event that is missing or altered; null while intact")
                Long brokenAt) {
    @JsonIgnore
    public boolean isVerified() {
        return verifiedAt != null;
    }

    @JsonIgnore
    public boolean isBroken() {
        return brokenAt != null;
    }
}
