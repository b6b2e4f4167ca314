package io.slipway.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets for the database (AES-256-GCM, NIST SP 800-38D). Thread-safe.
 *
 * <p>A sealed secret is bound to its place: it opens only with the same {@code place} text, so that a row's secret copied
 * into another row is useless. Layout: length and bytes of the master key's id, 12 bytes of nonce, ciphertext with tag.
 */
@ApplicationScoped
public class Secrets {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private final MasterKeys keys;
    private final SecureRandom random = new SecureRandom();

    Secrets(MasterKeys keys) {
        this.keys = keys;
    }

    public byte[] random(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return secret;
    }

    public byte[] seal(byte[] secret, String place) {
        byte[] id = keys.currentId().getBytes(StandardCharsets.UTF_8);
        byte[] nonce = random(NONCE);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, keys.key(keys.currentId()), nonce, place, secret);
        return ByteBuffer.allocate(1 + id.length + NONCE + encrypted.length)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    public byte[] open(byte[] sealed, String place) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        SecretKey key = keys.key(keyId(sealed));
        buffer.position(1 + sealed[0]);
        byte[] nonce = new byte[NONCE];
        buffer.get(nonce);
        byte[] encrypted = new byte[buffer.remaining()];
        buffer.get(encrypted);
        return crypt(Cipher.DECRYPT_MODE, key, nonce, place, encrypted);
    }

    private static String keyId(byte[] sealed) {
        return new String(sealed, 1, sealed[0], StandardCharsets.UTF_8);
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("A stored secret does not belong to " + place + " or was altered.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
