package io.slipway.x509;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Digests of a certificate's DER, in upper-case hexadecimal as IoT hubs write them. */
public final class Thumbprints {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private Thumbprints() {}

    public static String sha1(X509Certificate certificate) {
        return digest("SHA-1", certificate);
    }

    public static String sha256(X509Certificate certificate) {
        return digest("SHA-256", certificate);
    }

    private static String digest(String algorithm, X509Certificate certificate) {
        try {
            return UPPER.formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
