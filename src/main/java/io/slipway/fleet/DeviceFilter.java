package io.slipway.fleet;

import io.slipway.registration.DeviceConditions;
import io.slipway.web.Problem;

/**
 * What a list of devices is narrowed to.
 *
 * @param scope ID scope; null means any
 * @param after position of the last row of the page before
 */
public record DeviceFilter(DeviceConditions conditions, String scope, String after, int limit) {
    static final int MOST = 1_000;

    public DeviceFilter {
        scope = blankToNull(scope);
        after = blankToNull(after);
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to %d devices at a time.".formatted(MOST));
        }
        if (after != null && !after.contains("~")) {
            throw Problem.invalid("after", "Take the value of \"next\" from the page before.");
        }
    }

    static DeviceFilter of(String search, String status, int limit) {
        return new DeviceFilter(
                new DeviceConditions(search, null, null, null, status, null, null, false), null, null, limit);
    }

    /** The same in one scope, from the beginning. */
    DeviceFilter in(String idScope) {
        return new DeviceFilter(conditions, idScope, null, limit);
    }

    /** As the search field shows it. */
    public String search() {
        return conditions.search() == null ? "" : conditions.search();
    }

    String afterKey() {
        return after == null ? null : after.substring(0, after.lastIndexOf('~'));
    }

    String afterScope() {
        return after == null ? null : after.substring(after.lastIndexOf('~') + 1);
    }

    public boolean isNarrowed() {
        return scope != null || !conditions.isAny();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
