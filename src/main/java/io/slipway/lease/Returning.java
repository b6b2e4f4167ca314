package io.slipway.lease;

import io.slipway.web.Validation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which devices go back to the lessor, and why. */
public record Returning(
        @Schema(description = "Which devices; absent for all") List<String> registrationIds,
        @Schema(description = "The same as text: one a line, or the first column of a CSV file") String text,
        @Schema(description = "Up to 500 characters; both read it") String reason) {
    static Returning ofAll() {
        return new Returning(null, null, null);
    }

    public Returning {
        reason = reason == null || reason.isBlank() ? null : reason.strip();
    }

    void check() {
        List<String> keys = keys();
        new Validation()
                .require(
                        keys == null || !keys.isEmpty(),
                        "registrationIds",
                        "Give at least one registration ID, or no list for all devices.")
                .require(
                        reason == null || reason.length() <= 500,
                        "reason",
                        "Shorten the reason to 500 characters or fewer.")
                .throwIfAny();
    }

    /** Null for all. */
    List<String> keys() {
        DeviceChoice choice =
                new DeviceChoice(registrationIds, text, null, null, null, null, null, null, null, null, null);
        return choice.isList() ? choice.keys() : null;
    }
}
