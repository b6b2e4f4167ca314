package io.slipway.lease;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The devices that a request concerns at a moment, by registration ID in order. */
record Extent(List<String> registrationIds) {
    private static final int EXAMPLES = 10;

    int devices() {
        return registrationIds.size();
    }

    List<String> examples() {
        return registrationIds.stream().limit(EXAMPLES).toList();
    }

    /** Another one for any other devices. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            registrationIds.forEach(
                    id -> digest.update((id.toLowerCase(Locale.ROOT) + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
