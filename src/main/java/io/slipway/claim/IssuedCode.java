package io.slipway.claim;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A code as it is given out, this once. */
public record IssuedCode(
        @Schema(examples = "kiosk-0017") String registrationId,
        @Schema(examples = "7QK2M-0V9XD-41HTB-E6RZC") String code,
        @Schema(description = "What the QR code opens", examples = "https://portal.example/claim?code=7QK2M-…")
                String url,
        @Schema(description = "From when on it opens nothing") Instant expiresAt) {}
