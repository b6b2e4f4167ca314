package io.slipway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A secret of 100 random bits that people hand on and type: four groups of five in Crockford's base 32. */
public record OneTimeCode(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUP = 5;
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static OneTimeCode generate() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new OneTimeCode(code.toString());
    }

    /**
     * The same for the same secret and subject, and unguessable without the secret.
     *
     * @param secret of at least as many random bits as a code has
     */
    public static OneTimeCode derived(UUID secret, String subject) {
        byte[] digest = sha256((secret + "/" + subject).getBytes(StandardCharsets.UTF_8));
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(digest[i] & (ALPHABET.length() - 1)));
        }
        return new OneTimeCode(grouped(code.toString()));
    }

    /** As somebody typed it: in any case, with or without dashes, O for 0 and I or L for 1; empty if it cannot be one. */
    public static Optional<OneTimeCode> read(String typed) {
        String plain = (typed == null ? "" : typed)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1");
        return plain.matches("[" + ALPHABET + "]{" + LENGTH + "}")
                ? Optional.of(new OneTimeCode(grouped(plain)))
                : Optional.empty();
    }

    /** All that is stored of it; so many random bits need no salt and no slow function. */
    public byte[] hash() {
        return sha256(value.getBytes(StandardCharsets.US_ASCII));
    }

    public String hexHash() {
        return HexFormat.of().formatHex(hash());
    }

    /** By which those who have seen the code recognize it. */
    public String hint() {
        return value.substring(0, GROUP) + "-…";
    }

    /** Kept from logs. */
    @Override
    public String toString() {
        return hint();
    }

    private static String grouped(String letters) {
        return letters.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
