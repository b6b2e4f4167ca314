package io.slipway.certificate;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/** A certificate's columns, as they are read from its bytes. */
public record NewCertificate(
        byte[] der,
        String subject,
        String issuer,
        String serialNumber,
        String sha1Thumbprint,
        String sha256Thumbprint,
        String keySha256,
        Instant notBefore,
        Instant notAfter) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static NewCertificate of(X509Certificate certificate) {
        try {
            byte[] der = certificate.getEncoded();
            return new NewCertificate(
                    der,
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    HEX.formatHex(certificate.getSerialNumber().toByteArray()),
                    digest("SHA-1", der),
                    digest("SHA-256", der),
                    digest("SHA-256", certificate.getPublicKey().getEncoded()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }

    private static String digest(String algorithm, byte[] bytes) throws GeneralSecurityException {
        return HEX.formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
