package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import io.slipway.db.Id;
import io.slipway.web.Problem;
import java.util.UUID;

/** Key of a claim, which is that of the code it was made with. */
public record ClaimId(@JsonValue UUID value) implements Id {
    public static ClaimId fromString(String text) {
        try {
            return new ClaimId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("claim");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
