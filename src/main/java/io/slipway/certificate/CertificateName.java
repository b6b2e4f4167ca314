package io.slipway.certificate;

import io.slipway.web.Problem;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How certificates are called in addresses and in enrollments' CA references (protocol section 4). */
final class CertificateName {
    private static final int LONGEST = 64;
    private static final int ROOM_FOR_A_NUMBER = 4;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private CertificateName() {}

    static void check(String name) {
        if (!FORM.matcher(name).matches() || name.matches("\\.+")) {
            throw Problem.invalid("name", "Use 1 to 64 letters, digits or the characters . - _ in the name.");
        }
    }

    /** Names to try, in order: the common name with other characters as hyphens, then the same with a number. */
    static Stream<String> proposals(String commonName) {
        String plain = commonName.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String base = plain.isEmpty() ? "certificate" : plain;
        String cut = base.substring(0, Math.min(base.length(), LONGEST - ROOM_FOR_A_NUMBER));
        return Stream.iterate(1, number -> number + 1).limit(999).map(number -> number == 1 ? cut : cut + "-" + number);
    }
}
