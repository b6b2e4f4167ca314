package io.slipway.enrollment;

import io.slipway.web.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a device calls itself: compared without regard to case, shown as it was written (protocol section 5.6). */
public record RegistrationId(String value) {
    /** The common name of a certificate, which has to equal it, holds no more (RFC 5280 appendix A, ub-common-name). */
    public static final int LONGEST_IN_CERTIFICATE = 64;

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-._:]{0,126}[A-Za-z0-9\\-]|[A-Za-z0-9]");

    public RegistrationId {
        problemWith(value).ifPresent(sentence -> {
            throw Problem.invalid("registrationId", sentence);
        });
    }

    public static RegistrationId fromString(String text) {
        if (problemWith(text).isPresent()) {
            throw Problem.notFound("enrollment");
        }
        return new RegistrationId(text);
    }

    /** What is wrong with it in a sentence for a person; empty when it is a registration ID. */
    public static Optional<String> problemWith(String text) {
        return problemWith("registration ID", text);
    }

    /** Names of enrollment groups follow the same rules. */
    static Optional<String> problemWith(String what, String text) {
        if (text == null || text.isEmpty()) {
            return Optional.of("Give the " + what + ".");
        }
        if (text.length() > 128) {
            return Optional.of("Shorten the " + what + " to 128 characters or fewer.");
        }
        return FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("Use letters, digits and - . _ : in the " + what
                        + ". It begins with a letter or digit and ends with a letter, digit or dash.");
    }

    /** How it is stored and compared. */
    public String key() {
        return keyOf(value);
    }

    static String keyOf(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
