package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A claim as the company sees it that made it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnClaim(
        ClaimId id,
        @Schema(examples = "kiosk-0017") String registrationId,
        @Schema(examples = "northwind") String operator,
        @Schema(examples = "Northwind Fleet") String operatorName,
        @Schema(description = "The claim policy, which names the lease as well") String policy,
        @Schema(
                        description = "pending, refused, offered, declined, withdrawn, leased or returned",
                        examples = "pending")
                String state,
        Instant claimedAt,
        Instant decidedAt,
        @Schema(description = "Absent while pending, and if refused") UUID lease) {}
