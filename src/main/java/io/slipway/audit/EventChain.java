package io.slipway.audit;

import io.slipway.db.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Where a walk along an account's events has got to. Each hash is SHA-256 of the hash before it and the event's canonical
 * text; before the first event stands SHA-256 of the account's id.
 */
final class EventChain {
    private long sequence;
    private byte[] hash;

    private EventChain(long sequence, byte[] hash) {
        this.sequence = sequence;
        this.hash = hash;
    }

    static EventChain start(AccountId account) {
        return new EventChain(0, sha256(account.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static EventChain after(long sequence, byte[] hash) {
        return new EventChain(sequence, hash);
    }

    /** Takes the event as the next one. */
    void append(Event event) {
        sequence++;
        hash = sha256(hash, CanonicalEvent.text(event, sequence).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the sealed event is the very next one, unaltered; the walk goes on from what it should have been. */
    boolean verify(Event sealed) {
        append(sealed);
        return sealed.sequence() == sequence && Arrays.equals(sealed.hash(), hash);
    }

    long sequence() {
        return sequence;
    }

    byte[] hash() {
        return hash;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
