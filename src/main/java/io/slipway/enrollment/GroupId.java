package io.slipway.enrollment;

import io.slipway.web.Problem;
import java.util.Optional;

/** The name of an enrollment group; it follows the rules of registration IDs (protocol section 5.6). */
public record GroupId(String value) {
    public static GroupId fromString(String text) {
        if (problemWith(text).isPresent()) {
            throw Problem.notFound("enrollment group");
        }
        return new GroupId(text);
    }

    static Optional<String> problemWith(String text) {
        return RegistrationId.problemWith("name of the group", text);
    }

    /** How it is stored and compared. */
    String key() {
        return RegistrationId.keyOf(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
