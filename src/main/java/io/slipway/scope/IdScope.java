package io.slipway.scope;

import io.slipway.web.Problem;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** What devices send to name their scope: {@code 0ne} and 8 upper-case hexadecimal digits (protocol section 5.6). */
public record IdScope(String value) {
    private static final Pattern FORM = Pattern.compile("0ne[0-9A-F]{8}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static IdScope random() {
        return new IdScope("0ne%08X".formatted(RANDOM.nextInt()));
    }

    public static IdScope fromString(String text) {
        if (!FORM.matcher(text).matches()) {
            throw Problem.notFound("scope");
        }
        return new IdScope(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
