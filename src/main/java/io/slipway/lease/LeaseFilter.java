package io.slipway.lease;

import io.slipway.web.Problem;
import java.util.List;
import java.util.UUID;

/**
 * What a list of leases is narrowed to; null means any.
 *
 * @param side {@code given}, {@code received}, or {@code below} for subleases of what the account operates
 * @param after id of the last lease of the page before
 */
record LeaseFilter(String side, String state, String after, int limit) {
    static final List<String> STATES =
            List.of("proposed", "active", "ending", "ended", "declined", "withdrawn", "terminated");
    private static final int MOST = 500;

    LeaseFilter {
        side = side == null || side.isBlank() ? null : side;
        state = state == null || state.isBlank() ? null : state;
        after = after == null || after.isBlank() ? null : after;
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to %d leases at a time.".formatted(MOST));
        }
        if (state != null && !STATES.contains(state)) {
            throw Problem.invalid("state", "Choose one of " + String.join(", ", STATES) + ".");
        }
        if (side != null && !List.of("given", "received", "below").contains(side)) {
            throw Problem.invalid("side", "Choose given, received or below.");
        }
    }

    UUID afterId() {
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("after", "Take the value of \"next\" from the page before.");
        }
    }

    /** How an account comes to see a lease, no lease twice; each has an index in the order of the list. */
    List<String> sides() {
        if (side == null) {
            return List.of(
                    "lease.operator_id = :account",
                    "lease.lessee_id = :account",
                    "lease.account_id = :account and lease.operator_id <> :account");
        }
        return switch (side) {
            case "given" -> List.of("lease.account_id = :account");
            case "received" -> List.of("lease.lessee_id = :account");
            default -> List.of("lease.operator_id = :account and lease.account_id <> :account");
        };
    }

    String condition() {
        return (state == null ? "" : " and lease.state = :state")
                + (after == null
                        ? ""
                        : " and (lease.proposed_at, lease.lease_id) < (select proposed_at, lease_id from lease as last"
                                + " where last.lease_id = :after)");
    }
}
