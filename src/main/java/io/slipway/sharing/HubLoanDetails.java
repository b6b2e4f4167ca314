package io.slipway.sharing;

import io.slipway.web.Validation;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** To whom a hub is lent. */
public record HubLoanDetails(
        @Schema(description = "The tenant's account name, exactly as in its addresses", examples = "corner")
                String tenant,
        @Schema(description = "Up to 500 characters; the tenant reads it too", examples = "Kiosks of the 2026 contract")
                String note) {
    public HubLoanDetails {
        tenant = tenant == null ? "" : tenant.strip().toLowerCase(Locale.ROOT);
        note = note == null || note.isBlank() ? null : note.strip();
    }

    void check() {
        new Validation()
                .require(!tenant.isEmpty(), "tenant", "Give the tenant's account name.")
                .require(note == null || note.length() <= 500, "note", "Shorten the note to 500 characters or fewer.")
                .throwIfAny();
    }
}
