package io.slipway.fleet;

import io.slipway.web.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** What a list of attempts is narrowed to; null or empty means any. */
public record AttemptFilter(String search, String scope, String outcome, String reason, String after, int limit) {
    public AttemptFilter {
        search = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
        scope = blankToNull(scope);
        outcome = blankToNull(outcome);
        reason = blankToNull(reason);
        after = blankToNull(after);
        if (limit < 1 || limit > DeviceFilter.MOST) {
            throw Problem.invalid("limit", "Ask for 1 to %d attempts at a time.".formatted(DeviceFilter.MOST));
        }
    }

    Instant afterTime() {
        try {
            return after == null ? null : Instant.parse(after.substring(0, Math.max(0, after.indexOf('~'))));
        } catch (DateTimeParseException e) {
            throw Problem.invalid("after", "Take the value of \"next\" from the page before.");
        }
    }

    String afterKey() {
        return after == null ? null : after.substring(after.indexOf('~') + 1).toLowerCase(Locale.ROOT);
    }

    public boolean isNarrowed() {
        return !search.isEmpty() || scope != null || outcome != null || reason != null;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
