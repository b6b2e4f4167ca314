package io.slipway.security;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys that encrypt secrets at rest, from {@code SLIPWAY_MASTER_KEYS} or the file {@code SLIPWAY_MASTER_KEY_FILE}:
 * {@code id:base64 of 32 bytes}, separated by commas or lines. The first encrypts, all decrypt; so a rotation puts a new
 * one in front, and the old one goes once the re-encryption has ended.
 */
@Singleton
class MasterKeys {
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    MasterKeys(
            @ConfigProperty(name = "slipway.master-keys") Optional<String> text,
            @ConfigProperty(name = "slipway.master-key-file") Optional<String> file) {
        String all = file.map(MasterKeys::read).or(() -> text).orElse("");
        for (String entry : all.split("[,\\s]+")) {
            if (!entry.isEmpty()) {
                add(entry);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("No master key. Set SLIPWAY_MASTER_KEYS to k1:$(openssl rand -base64 32),"
                    + " or SLIPWAY_MASTER_KEY_FILE to a file that holds such a line.");
        }
    }

    String currentId() {
        return keys.keySet().iterator().next();
    }

    /** Whether a rotation is under way. */
    boolean hasOlder() {
        return keys.size() > 1;
    }

    SecretKey key(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("A secret is encrypted under the master key \"" + id
                    + "\", which is not among SLIPWAY_MASTER_KEYS. Put it back behind the current one.");
        }
        return key;
    }

    private void add(String entry) {
        int colon = entry.indexOf(':');
        byte[] key = colon < 1 ? new byte[0] : Base64.getDecoder().decode(entry.substring(colon + 1));
        if (key.length != 32) {
            throw new IllegalStateException(
                    "Each master key is id:base64 of 32 bytes, such as k1:$(openssl rand -base64 32).");
        }
        keys.put(entry.substring(0, colon), new SecretKeySpec(key, "AES"));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read SLIPWAY_MASTER_KEY_FILE " + file, e);
        }
    }
}
