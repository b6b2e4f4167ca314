package io.slipway.certificate;

import io.slipway.x509.CertificateSummary;
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
    static NewCertificate of(X509Certificate certificate) {
        CertificateSummary summary = CertificateSummary.of(certificate);
        try {
            return new NewCertificate(
                    certificate.getEncoded(),
                    summary.subject(),
                    summary.issuer(),
                    summary.serialNumber(),
                    summary.sha1Thumbprint(),
                    summary.sha256Thumbprint(),
                    sha256(certificate.getPublicKey().getEncoded()),
                    summary.notBefore(),
                    summary.notAfter());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
