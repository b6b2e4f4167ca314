package io.slipway.reassignment;

import java.time.Instant;
import java.util.UUID;

/**
 * What a reassignment did to one device, or is about to do.
 *
 * @param state the last step that is done
 * @param reason a word for why it goes no further, or null
 * @param failure the same in a sentence, or null
 * @param fromHub name of the hub it was on, null for none or one that the reader may not know
 * @param toHub the same of where it goes
 * @param at when that last changed
 */
public record DeviceMove(
        UUID reassignmentId,
        String purpose,
        String lease,
        String targetHub,
        String state,
        String reason,
        String failure,
        String fromHub,
        String toHub,
        Instant at) {
    public String title() {
        return Reassignment.title(purpose, lease, targetHub);
    }

    /** What to tell of it. */
    public String sentence() {
        if (failure != null) {
            return failure;
        } else if (reason != null) {
            return Reasons.words(reason) + ".";
        }
        return switch (state) {
            case "planned" -> "It is this device's turn soon.";
            case "prepared" -> "%s knows it; it works with its old hub until it is switched.".formatted(to());
            case "switched" -> "It is sent to %s; the old hub has still to forget it.".formatted(to());
            case "released" -> "It is sent to %s when it registers next.".formatted(to());
            case "arrived" -> "It has registered with %s.".formatted(to());
            default -> "It stayed where it was.";
        };
    }

    private String to() {
        return toHub == null ? "its new hub" : toHub;
    }
}
