package io.slipway.supply;

import io.slipway.web.Validation;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom an operator lets supply a scope. */
public record SupplyGrantDetails(
        @Schema(description = "The manufacturer's account name, exactly as in its addresses", examples = "acme")
                String manufacturer,
        @Schema(
                        description = "Up to 500 characters; the manufacturer reads it too",
                        examples = "Cold-chain sensors, order 4711")
                String note) {
    public SupplyGrantDetails {
        manufacturer = manufacturer == null ? "" : manufacturer.strip().toLowerCase(Locale.ROOT);
        note = note == null || note.isBlank() ? null : note.strip();
    }

    void check() {
        new Validation()
                .require(!manufacturer.isEmpty(), "manufacturer", "Give the manufacturer's account name.")
                .require(note == null || note.length() <= 500, "note", "Shorten the note to 500 characters or fewer.")
                .throwIfAny();
    }
}
