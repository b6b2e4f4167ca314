package io.slipway.claim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;

/** Twenty characters of an alphabet without look-alikes: a hundred bits, which nobody guesses. */
record ClaimCode(String characters) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    static ClaimCode random() {
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            characters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new ClaimCode(characters.toString());
    }

    /** As somebody typed it: with or without dashes, in any case, O for 0 and I or L for 1. */
    static ClaimCode typed(String text) {
        return new ClaimCode((text == null ? "" : text)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1"));
    }

    boolean isWellFormed() {
        return characters.length() == LENGTH && characters.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(characters.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What tells it from others on a list without giving it away. */
    String hint() {
        return characters.substring(LENGTH - 4);
    }

    /** In groups of five, as it is printed. */
    @Override
    public String toString() {
        return characters.replaceAll("(.{5})(?!$)", "$1-");
    }
}
