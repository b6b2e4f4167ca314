package io.slipway.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the two companies of a lease agree on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Terms(
        @Schema(description = "How both call it", examples = "Cafés in the north") String reference,
        @Schema(description = "Absent for at once") Instant startsAt,
        @Schema(description = "Absent for open") Instant endsAt,
        @Schema(description = "What the lessee may do: reassign, twin, disable, sublease") List<String> rights,
        @Schema(description = "Days before the lessor gets devices back after a recall", examples = "30")
                Integer noticeDays,
        @Schema(
                        description =
                                "return, disable, or keep until collected; a sublease keeps nothing that the lease above it"
                                        + " takes back",
                        examples = "return")
                String endAction,
        @Schema(description = "Host name of the lessor's hub that devices return to; absent lets allocation choose")
                String returnHub,
        @Schema(description = "Absent for 14 days from now") Instant offerExpiresAt,
        @Schema(description = "Up to 500 characters; both read it") String note) {
    static final List<String> RIGHTS = Rights.ALL;
    static final Set<String> END_ACTIONS = Set.of("return", "disable", "keep");
    private static final Duration OFFER = Duration.ofDays(14);

    public Terms {
        reference = reference == null ? "" : reference.strip();
        rights = Rights.ordered(rights);
        noticeDays = noticeDays == null ? 30 : noticeDays;
        endAction = endAction == null || endAction.isBlank() ? "return" : endAction;
        returnHub = returnHub == null || returnHub.isBlank() ? null : returnHub.strip();
        note = note == null || note.isBlank() ? null : note.strip();
    }

    void check(Instant now) {
        Instant begins = startsAt == null || startsAt.isBefore(now) ? now : startsAt;
        new Validation()
                .require(!reference.isEmpty(), "reference", "Give the lease a name that both companies use.")
                .require(reference.length() <= 100, "reference", "Shorten the name to 100 characters or fewer.")
                .require(
                        endsAt == null || endsAt.isAfter(begins),
                        "endsAt",
                        "The term ends after it begins, and not in the past.")
                .require(Rights.areKnown(rights), "rights", Rights.UNKNOWN)
                .require(noticeDays >= 0 && noticeDays <= 365, "noticeDays", "Give 0 to 365 days of notice.")
                .require(END_ACTIONS.contains(endAction), "endAction", "Choose return, disable or keep.")
                .require(expiry(now).isAfter(now), "offerExpiresAt", "The offer has to stand for some time.")
                .require(note == null || note.length() <= 500, "note", "Shorten the note to 500 characters or fewer.")
                .throwIfAny();
    }

    Instant expiry(Instant now) {
        return offerExpiresAt == null ? now.plus(OFFER) : offerExpiresAt;
    }

    Terms withoutReturnHub() {
        return new Terms(reference, startsAt, endsAt, rights, noticeDays, endAction, null, offerExpiresAt, note);
    }
}
