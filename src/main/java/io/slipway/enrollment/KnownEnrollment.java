package io.slipway.enrollment;

import java.util.List;
import java.util.UUID;

/**
 * An individual enrollment as the device plane judges by it, its keys in the clear.
 *
 * @param deviceId what the hub shall call the device, null for its registration ID
 * @param supplierId the manufacturer that brought it, null when the operator did
 * @param primaryKey null unless the attestation is {@code symmetricKey}
 * @param clientCertificates the device's own certificates as DER, primary first; empty unless {@code x509}
 * @param caReferences names of certificates of the scope, primary first
 */
public record KnownEnrollment(
        UUID enrollmentId,
        String registrationId,
        String deviceId,
        UUID supplierId,
        String attestationType,
        byte[] primaryKey,
        byte[] secondaryKey,
        List<byte[]> clientCertificates,
        List<String> caReferences,
        ProvisioningSettings settings) {
    @Override
    public String toString() {
        return "KnownEnrollment[" + registrationId + "]";
    }
}
