package io.slipway.registration;

import io.slipway.spi.HubCredential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether a hub was given other credentials before, without keeping them. */
final class CredentialFingerprint {
    private CredentialFingerprint() {}

    static String of(HubCredential credential, boolean iotEdge) {
        MessageDigest digest = sha256();
        digest.update((byte) (iotEdge ? 1 : 0));
        if (credential instanceof HubCredential.SymmetricKeys keys) {
            digest.update(keys.primary());
            digest.update(keys.secondary());
        } else if (credential instanceof HubCredential.Thumbprints thumbprints) {
            digest.update((thumbprints.primary() + thumbprints.secondary()).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
