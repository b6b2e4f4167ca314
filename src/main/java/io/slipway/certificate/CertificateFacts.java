package io.slipway.certificate;

import io.slipway.db.AccountId;
import io.slipway.scope.IdScope;
import io.slipway.supply.Side;
import io.slipway.x509.CertificateFile;
import io.slipway.x509.CertificateSummary;
import java.time.Instant;

/**
 * A certificate as both companies see it.
 *
 * @param scopeName null for a manufacturer whose grant was withdrawn
 * @param supplier the manufacturer that brought it, null when the operator did
 * @param verificationCode null unless a proof is awaited
 * @param verifiedAt null while unverified
 */
public record CertificateFacts(
        CertificateId certificateId,
        AccountId accountId,
        AccountId supplierId,
        IdScope idScope,
        String scopeName,
        String operatorName,
        String supplier,
        String supplierName,
        String name,
        byte[] der,
        String subject,
        String issuer,
        String serialNumber,
        String sha1Thumbprint,
        String sha256Thumbprint,
        Instant notBefore,
        Instant notAfter,
        String verificationCode,
        Instant verifiedAt,
        int version,
        Instant createdAt,
        Instant updatedAt,
        CertificateState state) {
    public boolean isVerified() {
        return verifiedAt != null;
    }

    /** Its page, below the account's address. */
    public String path(Side side) {
        return side + "/" + idScope + "/certificates/" + name;
    }

    public CertificateSummary summary() {
        return CertificateSummary.of(CertificateFile.fromDer(der));
    }

    ScopeCertificate light() {
        return new ScopeCertificate(certificateId, name, der, sha256Thumbprint, verifiedAt, supplierId);
    }
}
