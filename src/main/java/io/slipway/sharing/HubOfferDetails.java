package io.slipway.sharing;

import io.slipway.web.Validation;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** To whom a hub is offered, and for how long. */
public record HubOfferDetails(
        @Schema(
                        description =
                                "The operator's account name, exactly as in its addresses; for an offer by code none",
                        examples = "northwind")
                String operator,
        @Schema(description = "Up to 500 characters; the operator reads it too", examples = "Cafés in the north")
                String note,
        @Schema(description = "Days until the offer expires, 1 to 90, by default 14", examples = "14") Integer days) {
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 90;

    public HubOfferDetails {
        operator =
                operator == null || operator.isBlank() ? null : operator.strip().toLowerCase(Locale.ROOT);
        note = note == null || note.isBlank() ? null : note.strip();
        days = days == null ? USUAL_DAYS : days;
    }

    static HubOfferDetails orEmpty(HubOfferDetails body) {
        return body == null ? new HubOfferDetails(null, null, null) : body;
    }

    void check(boolean byCode) {
        new Validation()
                .require(byCode || operator != null, "operator", "Give the operator's account name.")
                .require(!byCode || operator == null, "operator", "Leave the operator out: whoever has the code is it.")
                .require(note == null || note.length() <= 500, "note", "Shorten the note to 500 characters or fewer.")
                .require(days >= 1 && days <= MOST_DAYS, "days", "Let the offer stand for 1 to 90 days.")
                .throwIfAny();
    }
}
