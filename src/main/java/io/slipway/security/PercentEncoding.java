package io.slipway.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of URI components (RFC 3986 2.1). Not {@link java.net.URLDecoder}, which reads {@code +} as a space:
 * an unencoded Base64 signature has plus signs.
 */
public final class PercentEncoding {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final HexFormat LOWER = HexFormat.of();

    private PercentEncoding() {}

    /** @throws IllegalArgumentException if an escape is cut short or its bytes are not UTF-8 */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded.put(escaped(bytes, i));
                i += 2;
            } else {
                decoded.put(bytes[i]);
            }
        }
        return utf8(decoded.flip());
    }

    public static String encode(String text) {
        return encode(text, UPPER);
    }

    static String encodeLowerCase(String text) {
        return encode(text, LOWER);
    }

    private static byte escaped(byte[] bytes, int percent) {
        if (percent + 2 >= bytes.length
                || !HexFormat.isHexDigit(bytes[percent + 1])
                || !HexFormat.isHexDigit(bytes[percent + 2])) {
            throw new IllegalArgumentException("a % is not followed by two hexadecimal digits");
        }
        return (byte) (HexFormat.fromHexDigit(bytes[percent + 1]) << 4 | HexFormat.fromHexDigit(bytes[percent + 2]));
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its percent-encoding is not UTF-8", e);
        }
    }

    private static String encode(String text, HexFormat hex) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                hex.toHexDigits(encoded.append('%'), b);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~".indexOf(b) >= 0;
    }
}
