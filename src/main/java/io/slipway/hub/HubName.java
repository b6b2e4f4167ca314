package io.slipway.hub;

import io.slipway.web.Problem;
import java.util.regex.Pattern;

/** The name of a hub in its account and in addresses; never changed, since devices keep the host name made of it. */
public record HubName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,38}[A-Za-z0-9])?");
    /** The page that creates a hub stands where a hub of this name would. */
    private static final String RESERVED = "new";

    public static HubName fromString(String text) {
        if (!isValid(text)) {
            throw Problem.notFound("hub");
        }
        return new HubName(text);
    }

    static boolean isValid(String text) {
        return FORM.matcher(text).matches() && !text.equalsIgnoreCase(RESERVED);
    }

    @Override
    public String toString() {
        return value;
    }
}
