package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A code that nobody used yet, as its operator sees it: all but the code itself.
 *
 * @param registrationKey where the next page of a list goes on
 */
public record ClaimCode(
        ClaimId id,
        @Schema(examples = "kiosk-0017") String registrationId,
        @JsonIgnore String registrationKey,
        @Schema(description = "How the code begins", examples = "7QK2M-…") String hint,
        @Schema(description = "open, or expired", examples = "open") String state,
        Instant issuedAt,
        Instant expiresAt) {}
