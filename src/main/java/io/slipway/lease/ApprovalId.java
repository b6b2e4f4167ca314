package io.slipway.lease;

import com.fasterxml.jackson.annotation.JsonValue;
import io.slipway.db.Id;
import io.slipway.web.Problem;
import java.util.UUID;

/** Key of what a second person approves. */
public record ApprovalId(@JsonValue UUID value) implements Id {
    public static ApprovalId fromString(String text) {
        try {
            return new ApprovalId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("approval");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
