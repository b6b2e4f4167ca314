package io.slipway.lease;

import io.slipway.web.Validation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a lessee says to an offer. */
public record Acceptance(
        @Schema(description = "Which devices; absent for all. The others are declined") List<String> registrationIds,
        @Schema(description = "The same as text: one a line, or the first column of a CSV file") String text,
        @Schema(
                        description =
                                "Host name of the hub that devices of the lease go to from now on; absent leaves it"
                                        + " as it is, which is to allocation at first")
                String defaultHub,
        @Schema(description = "Up to 500 characters; both read it: at first in the lease, later in what happened to it")
                String note) {
    public Acceptance {
        note = note == null || note.isBlank() ? null : note.strip();
    }

    void check() {
        new Validation()
                .require(note == null || note.length() <= 500, "note", "Shorten the note to 500 characters or fewer.")
                .throwIfAny();
    }

    /** Null for all. */
    List<String> keys() {
        DeviceChoice choice =
                new DeviceChoice(registrationIds, text, null, null, null, null, null, null, null, null, null);
        return choice.isList() ? choice.keys() : null;
    }
}
