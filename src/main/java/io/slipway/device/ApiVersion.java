package io.slipway.device;

import io.slipway.registration.Refusal;
import java.util.regex.Pattern;

/** The {@code api-version} of a request: any date since the protocol's first (protocol section 0.6). */
final class ApiVersion {
    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?", Pattern.CASE_INSENSITIVE);
    private static final String FIRST = "2017-08-31-preview";

    private ApiVersion() {}

    static String from(String text) {
        if (text == null || text.isBlank()) {
            throw new RefusedRequest(
                    Refusal.BAD_REQUEST, "The api-version is missing. Add ?api-version=2021-06-01 to the address.");
        }
        if (!FORM.matcher(text).matches() || text.compareTo(FIRST) < 0) {
            throw new RefusedRequest(
                    Refusal.BAD_REQUEST, "The api-version is not known. Use a date from " + FIRST + " on.");
        }
        return text;
    }
}
