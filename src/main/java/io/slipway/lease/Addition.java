package io.slipway.lease;

import io.slipway.web.Validation;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** More devices for a lease that runs. */
public record Addition(
        DeviceChoice devices,
        @Schema(description = "Leave devices out that cannot be leased, instead of refusing") Boolean skipUnavailable,
        @Schema(
                        description =
                                "Until when the lessee may accept, or longer if other devices are on offer; absent for 14 days from now")
                Instant offerExpiresAt) {
    private static final Duration OFFER = Duration.ofDays(14);

    public Addition {
        devices = devices == null ? DeviceChoice.none() : devices;
        skipUnavailable = Boolean.TRUE.equals(skipUnavailable);
    }

    void check(Instant now) {
        new Validation()
                .require(!devices.isEmpty(), "devices", "Choose the devices to add.")
                .require(expiry(now).isAfter(now), "offerExpiresAt", "The offer has to stand for some time.")
                .throwIfAny();
    }

    Instant expiry(Instant now) {
        return offerExpiresAt == null ? now.plus(OFFER) : offerExpiresAt;
    }
}
