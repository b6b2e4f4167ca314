package io.slipway.security;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code SharedAccessSignature sr=…&sig=…&se=…&skn=…} in any order of fields (protocol sections 0.2, 0.3 and 1.6).
 *
 * @param signedResource {@code sr} exactly as received: the signature covers that text, so it is never normalised
 * @param signature {@code sig}, Base64, percent-decoded
 * @param signedExpiry {@code se} exactly as received
 * @param keyName {@code skn}, decoded; empty if it is empty or missing, as some SDKs send it
 */
public record SasToken(String signedResource, String signature, String signedExpiry, String keyName) {
    private static final String SCHEME = "SharedAccessSignature ";
    /** Far beyond any clock, and small enough for {@link Instant}. */
    private static final int EXPIRY_DIGITS = 15;

    public static SasToken from(String text) throws MalformedSasToken {
        if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new MalformedSasToken("The authorization does not begin with \"SharedAccessSignature \".");
        }
        Map<String, String> fields = fields(text.substring(SCHEME.length()).strip());
        return new SasToken(
                resource(required(fields, "sr")),
                signature(decoded("sig", required(fields, "sig"))),
                expiry(required(fields, "se")),
                decoded("skn", fields.getOrDefault("skn", "")));
    }

    /** When the token ends; it is the caller who allows for a skewed clock. */
    public Instant expiry() {
        return Instant.ofEpochSecond(Long.parseLong(signedExpiry));
    }

    /** What the token is for, percent-decoded. */
    public String resource() {
        return PercentEncoding.decode(signedResource);
    }

    /** Whether the token names this resource; IDs are compared without case (protocol section 5.6). */
    public boolean isFor(String resource) {
        return resource().equalsIgnoreCase(resource);
    }

    /**
     * Whether the holder of {@code key} signed this. Devices sign the resource as they send it, decoded, or encoded with
     * upper- or lower-case digits; all of these name the same resource, so accepting each loses nothing.
     */
    public boolean signedWith(byte[] key) {
        if (key.length == 0) {
            return false;
        }
        byte[] given = Base64.getDecoder().decode(signature);
        return signedTexts().anyMatch(text -> MessageDigest.isEqual(Hmac.sha256(key, text), given));
    }

    /** Leaves the signature out, so that a log cannot leak a token. */
    @Override
    public String toString() {
        return "SasToken[sr=" + signedResource + ", se=" + signedExpiry + ", skn=" + keyName + "]";
    }

    private Stream<String> signedTexts() {
        String decoded = resource();
        return Stream.of(
                        signedResource,
                        decoded,
                        PercentEncoding.encode(decoded),
                        PercentEncoding.encodeLowerCase(decoded))
                .distinct()
                .map(resource -> resource + "\n" + signedExpiry);
    }

    private static Map<String, String> fields(String text) throws MalformedSasToken {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0 && fields.put(field.substring(0, equals).strip(), field.substring(equals + 1)) != null) {
                throw new MalformedSasToken("The token names a field twice.");
            }
        }
        return fields;
    }

    private static String required(Map<String, String> fields, String name) throws MalformedSasToken {
        String value = fields.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new MalformedSasToken("The token has no \"" + name + "\".");
        }
        return value;
    }

    private static String resource(String text) throws MalformedSasToken {
        decoded("sr", text);
        return text;
    }

    private static String signature(String text) throws MalformedSasToken {
        try {
            Base64.getDecoder().decode(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new MalformedSasToken("The token's \"sig\" is not Base64.");
        }
    }

    private static String expiry(String text) throws MalformedSasToken {
        if (text.length() > EXPIRY_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedSasToken("The token's \"se\" is not a number of seconds since 1970.");
        }
        return text;
    }

    private static String decoded(String name, String text) throws MalformedSasToken {
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedSasToken("The token's \"" + name + "\" cannot be decoded: " + e.getMessage() + ".");
        }
    }
}
