package io.slipway.scope;

import io.slipway.web.Problem;
import java.util.Locale;

/** Two keys work at any time, so that one can be replaced while the other serves. */
public enum KeySlot {
    PRIMARY,
    SECONDARY;

    public static KeySlot fromString(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("key", "Say which key: primary or secondary.");
        }
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
