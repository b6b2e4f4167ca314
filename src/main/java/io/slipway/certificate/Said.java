package io.slipway.certificate;

import java.time.Instant;

/** What the audit trail says of a certificate. */
record Said(String name, String subject, String sha256Thumbprint, Instant notAfter, boolean verified) {
    static Said of(CertificateFacts certificate) {
        return new Said(
                certificate.name(),
                certificate.subject(),
                certificate.sha256Thumbprint(),
                certificate.notAfter(),
                certificate.isVerified());
    }
}
