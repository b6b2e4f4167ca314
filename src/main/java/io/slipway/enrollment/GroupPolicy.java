package io.slipway.enrollment;

import java.util.List;
import java.util.UUID;

/**
 * An enrollment group as the device plane keeps it in memory, its keys in the clear.
 *
 * @param supplierId the manufacturer that brought it, null when the operator did
 * @param primaryKey null unless the attestation is {@code symmetricKey}
 * @param caReferences names of certificates of the scope, primary first; empty unless the attestation is {@code x509}
 * @param signingCertificates intermediate CA certificates as DER, primary first
 */
public record GroupPolicy(
        UUID enrollmentGroupId,
        String groupId,
        UUID supplierId,
        String attestationType,
        byte[] primaryKey,
        byte[] secondaryKey,
        List<String> caReferences,
        List<byte[]> signingCertificates,
        ProvisioningSettings settings) {
    @Override
    public String toString() {
        return "GroupPolicy[" + groupId + "]";
    }
}
