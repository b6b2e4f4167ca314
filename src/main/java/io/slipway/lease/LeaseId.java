package io.slipway.lease;

import io.slipway.db.Id;
import io.slipway.web.Problem;
import java.util.UUID;

/** Key of a lease. */
public record LeaseId(UUID value) implements Id {
    public static LeaseId fromString(String text) {
        try {
            return new LeaseId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Leases.unknown();
        }
    }

    /** As part of a body, where it may be wrong without the address being wrong. */
    static LeaseId given(String text) {
        try {
            return new LeaseId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("upperLease", "There is no such lease here. Give the id of a lease you received.");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
