package io.slipway.reassignment;

import io.quarkus.qute.TemplateExtension;
import io.slipway.web.Looks;

/** Why a device is not moved, in the few words that a table has room for. */
@TemplateExtension(namespace = "reason")
final class Reasons {
    private Reasons() {}

    static String words(String reason) {
        return switch (reason) {
            case "no-right" -> "Its lease does not let you move it";
            case "disabled" -> "Disabled";
            case "no-hub" -> "On no hub; it is sent to one when it registers";
            case "already-there" -> "On that hub already";
            case "being-reassigned" -> "Part of another reassignment";
            case "other-hands" -> "In another company's hands";
            case "unknown" -> "No such device in this scope";
            case "arrived" -> "Registered meanwhile";
            case "moved-since" -> "Moved again since";
            case "lease-ended" -> "Its lease ended";
            case "leased" -> "Leased to another company meanwhile";
            case "waiting" -> "Waits for another reassignment";
            case "absent" -> "Did not register in time, taken back";
            case "still-known" -> "Moved; the old hub is away and knows it still";
            default -> Looks.words(reason);
        };
    }
}
