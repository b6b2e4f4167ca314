package io.slipway.enrollment;

import static io.slipway.enrollment.AttestationMechanism.SYMMETRIC_KEY;
import static io.slipway.enrollment.AttestationMechanism.X_509;

import io.slipway.enrollment.AttestationMechanism.CaReferences;
import io.slipway.enrollment.AttestationMechanism.CertificatePair;
import io.slipway.enrollment.AttestationMechanism.CertificateText;
import io.slipway.enrollment.AttestationMechanism.X509;
import io.slipway.scope.KeySlot;
import jakarta.persistence.Embeddable;

/** How an enrollment or group keeps its attestation: keys sealed, certificates as DER, CA certificates by name. */
@Embeddable
record AttestationColumns(
        String attestationType,
        byte[] primaryKey,
        byte[] secondaryKey,
        byte[] primaryCertificate,
        byte[] secondaryCertificate,
        String primaryCa,
        String secondaryCa) {
    static AttestationColumns ofKeys(byte[] primary, byte[] secondary) {
        return new AttestationColumns(SYMMETRIC_KEY, primary, secondary, null, null, null, null);
    }

    static AttestationColumns ofCertificates(byte[] primary, byte[] secondary) {
        return new AttestationColumns(X_509, null, null, primary, secondary, null, null);
    }

    static AttestationColumns ofReferences(String primary, String secondary) {
        return new AttestationColumns(X_509, null, null, null, null, primary, secondary);
    }

    boolean hasKeys() {
        return SYMMETRIC_KEY.equals(attestationType);
    }

    boolean isX509() {
        return X_509.equals(attestationType);
    }

    byte[] sealed(KeySlot slot) {
        return switch (slot) {
            case PRIMARY -> primaryKey;
            case SECONDARY -> secondaryKey;
        };
    }

    AttestationColumns with(KeySlot slot, byte[] sealed) {
        return switch (slot) {
            case PRIMARY -> ofKeys(sealed, secondaryKey);
            case SECONDARY -> ofKeys(primaryKey, sealed);
        };
    }

    /** As the schema shows it, without keys and with what the certificates say. */
    AttestationMechanism shown(boolean isGroup) {
        if (!isX509()) {
            return new AttestationMechanism(attestationType, null, null, null);
        }
        CertificatePair pair = primaryCertificate == null && secondaryCertificate == null
                ? null
                : new CertificatePair(shown(primaryCertificate), shown(secondaryCertificate));
        CaReferences references =
                primaryCa == null && secondaryCa == null ? null : new CaReferences(primaryCa, secondaryCa);
        X509 x509 = isGroup ? new X509(null, pair, references) : new X509(pair, null, references);
        return new AttestationMechanism(attestationType, null, x509, null);
    }

    private static CertificateText shown(byte[] der) {
        return der == null ? null : new CertificateText(null, GivenCertificate.info(der));
    }
}
