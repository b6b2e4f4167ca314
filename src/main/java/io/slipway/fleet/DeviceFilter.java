package io.slipway.fleet;

import io.slipway.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a list of devices is narrowed to; null or empty means any.
 *
 * @param search beginning of the registration ID
 * @param lease the lease they are held by
 * @param holder slug of the company that holds them
 * @param elsewhere whether only those on another company's hub, linked or lent
 * @param after position of the last row of the page before
 */
public record DeviceFilter(
        String search,
        String scope,
        String status,
        String attestation,
        String group,
        String hub,
        UUID lease,
        String holder,
        boolean elsewhere,
        String after,
        int limit) {
    public static final List<String> STATUSES = List.of("unassigned", "assigning", "assigned", "failed", "disabled");
    static final int MOST = 1_000;

    public DeviceFilter {
        search = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
        scope = blankToNull(scope);
        status = blankToNull(status);
        attestation = blankToNull(attestation);
        group = blankToNull(group);
        hub = blankToNull(hub);
        holder = blankToNull(holder);
        after = blankToNull(after);
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to %d devices at a time.".formatted(MOST));
        }
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.invalid("status", "Choose one of " + String.join(", ", STATUSES) + ".");
        }
        if (after != null && !after.contains("~")) {
            throw Problem.invalid("after", "Take the value of \"next\" from the page before.");
        }
    }

    static DeviceFilter of(String search, String status, int limit) {
        return new DeviceFilter(search, null, status, null, null, null, null, null, false, null, limit);
    }

    /** The same in one scope, from the beginning. */
    DeviceFilter in(String idScope) {
        return new DeviceFilter(
                search, idScope, status, attestation, group, hub, lease, holder, elsewhere, null, limit);
    }

    String afterKey() {
        return after == null ? null : after.substring(0, after.lastIndexOf('~'));
    }

    String afterScope() {
        return after == null ? null : after.substring(after.lastIndexOf('~') + 1);
    }

    public boolean isNarrowed() {
        return !search.isEmpty()
                || scope != null
                || status != null
                || attestation != null
                || group != null
                || hub != null
                || lease != null
                || holder != null
                || elsewhere;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
