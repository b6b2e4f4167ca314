package io.slipway.reassignment;

import io.slipway.db.Id;
import io.slipway.web.Problem;
import java.util.UUID;

/** Key of a reassignment. */
public record ReassignmentId(UUID value) implements Id {
    public static ReassignmentId fromString(String text) {
        try {
            return new ReassignmentId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("reassignment");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
