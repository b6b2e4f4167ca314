package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import io.slipway.db.Id;
import io.slipway.web.Problem;
import java.util.UUID;

/** Key of a claim policy. */
public record ClaimPolicyId(@JsonValue UUID value) implements Id {
    public static ClaimPolicyId fromString(String text) {
        try {
            return new ClaimPolicyId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("claim policy");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
