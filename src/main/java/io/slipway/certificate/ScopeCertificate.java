package io.slipway.certificate;

import io.slipway.db.AccountId;
import java.time.Instant;

/**
 * A CA certificate as the device plane keeps it in memory.
 *
 * @param sha256Thumbprint upper-case hexadecimal digits
 * @param verifiedAt null while nobody has proved possession of its key; it then authenticates no device
 * @param supplierId the manufacturer that brought it, null when the operator did
 */
public record ScopeCertificate(
        CertificateId certificateId,
        String name,
        byte[] der,
        String sha256Thumbprint,
        Instant verifiedAt,
        AccountId supplierId) {}
