package io.slipway.enrollment;

import io.slipway.enrollment.AttestationMechanism.CertificateInfo;
import io.slipway.enrollment.AttestationMechanism.CertificatePair;
import io.slipway.enrollment.AttestationMechanism.CertificateText;
import io.slipway.enrollment.AttestationMechanism.SymmetricKeys;
import io.slipway.enrollment.AttestationMechanism.X509;
import io.slipway.scope.KeySlot;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a device proves who it is, as its page shows it.
 *
 * @param revealed the slot whose key was asked for, else null
 */
record AttestationSheet(AttestationMechanism mechanism, KeySlot revealed, String key) {
    /** One of the two keys; the value is null while it is masked. */
    record Key(String slot, String label, String value) {}

    /** A certificate or a name of one, and its place. */
    record Entry(String label, CertificateInfo info, String name) {}

    static AttestationSheet of(AttestationMechanism mechanism) {
        return new AttestationSheet(mechanism, null, null);
    }

    public AttestationSheet showing(KeySlot slot, SymmetricKeys keys) {
        return new AttestationSheet(mechanism, slot, slot == KeySlot.PRIMARY ? keys.primaryKey() : keys.secondaryKey());
    }

    public boolean isSymmetric() {
        return mechanism.x509() == null;
    }

    public List<Key> keys() {
        return Arrays.stream(KeySlot.values()).map(this::key).toList();
    }

    public Key key(KeySlot slot) {
        return new Key(slot.word(), slot.word() + " key", slot == revealed ? key : null);
    }

    public List<Entry> certificates() {
        X509 x509 = mechanism.x509();
        CertificatePair pair = x509 == null
                ? null
                : Optional.ofNullable(x509.clientCertificates()).orElse(x509.signingCertificates());
        return pair == null
                ? List.of()
                : Stream.of(entry("Primary", pair.primary()), entry("Secondary", pair.secondary()))
                        .flatMap(Optional::stream)
                        .toList();
    }

    public List<Entry> references() {
        X509 x509 = mechanism.x509();
        return x509 == null || x509.caReferences() == null
                ? List.of()
                : Stream.of(
                                new Entry("Primary", null, x509.caReferences().primary()),
                                new Entry("Secondary", null, x509.caReferences().secondary()))
                        .filter(entry -> entry.name() != null)
                        .toList();
    }

    private static Optional<Entry> entry(String label, CertificateText certificate) {
        return Optional.ofNullable(certificate).map(text -> new Entry(label, text.info(), null));
    }
}
