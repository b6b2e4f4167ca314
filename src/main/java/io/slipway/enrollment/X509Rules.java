package io.slipway.enrollment;

import io.slipway.certificate.ScopeCertificate;
import io.slipway.enrollment.AttestationMechanism.CaReferences;
import io.slipway.enrollment.AttestationMechanism.CertificateInfo;
import io.slipway.enrollment.AttestationMechanism.CertificatePair;
import io.slipway.enrollment.AttestationMechanism.CertificateText;
import io.slipway.enrollment.AttestationMechanism.X509;
import io.slipway.scope.KeySlot;
import io.slipway.web.Validation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads and checks what an X.509 attestation names (protocol section 1.7). */
@ApplicationScoped
class X509Rules {
    private static final X509 NOTHING = new X509(null, null, null);
    private final Clock clock;

    X509Rules(Clock clock) {
        this.clock = clock;
    }

    AttestationColumns judge(
            Enrolled subject, X509 given, Map<String, ScopeCertificate> certificates, Validation wrong) {
        wrong.require(
                subject.isGroup() || subject.name().length() <= RegistrationId.LONGEST_IN_CERTIFICATE,
                "registrationId",
                "With a certificate the registration ID is at most 64 characters long, as it is the certificate's common"
                        + " name.");
        boolean keeps = given == null
                && stored(subject).filter(AttestationColumns::isX509).isPresent();
        if (keeps) {
            return subject.attestation();
        }
        X509 x509 = given == null ? NOTHING : given;
        checkKind(subject, x509, wrong);
        return hasAny(x509.caReferences())
                ? references(x509.caReferences(), certificates, wrong)
                : certificates(
                        subject, subject.isGroup() ? x509.signingCertificates() : x509.clientCertificates(), wrong);
    }

    private static void checkKind(Enrolled subject, X509 given, Validation wrong) {
        boolean group = subject.isGroup();
        wrong.require(
                !hasAny(group ? given.clientCertificates() : given.signingCertificates()),
                "attestation.x509",
                group
                        ? "clientCertificates are for one device. Give a group signingCertificates or caReferences."
                        : "signingCertificates are for a group. Give one device clientCertificates or caReferences.");
        boolean own = hasAny(group ? given.signingCertificates() : given.clientCertificates());
        wrong.require(
                own != hasAny(given.caReferences()),
                "attestation.x509",
                (own ? "Give only one of %s and caReferences." : "Give %s or caReferences.")
                        .formatted(group ? "signingCertificates" : "clientCertificates"));
    }

    private static AttestationColumns references(
            CaReferences given, Map<String, ScopeCertificate> certificates, Validation wrong) {
        String primary = reference(given.primary(), KeySlot.PRIMARY, certificates, wrong);
        String secondary = reference(given.secondary(), KeySlot.SECONDARY, certificates, wrong);
        wrong.require(primary != null, "attestation.x509.caReferences.primary", "Name the primary certificate.");
        return AttestationColumns.ofReferences(primary, secondary);
    }

    private static String reference(
            String name, KeySlot slot, Map<String, ScopeCertificate> certificates, Validation wrong) {
        if (name == null || name.isBlank()) {
            return null;
        }
        ScopeCertificate found = certificates.get(RegistrationId.keyOf(name.strip()));
        wrong.require(
                found != null,
                "attestation.x509.caReferences." + slot.word(),
                "There is no certificate \"%s\" in this scope. Upload it first.".formatted(name.strip()));
        return found == null ? "" : found.name();
    }

    private AttestationColumns certificates(Enrolled subject, CertificatePair given, Validation wrong) {
        byte[] primary = given == null ? null : certificate(subject, given.primary(), KeySlot.PRIMARY, wrong);
        byte[] secondary = given == null ? null : certificate(subject, given.secondary(), KeySlot.SECONDARY, wrong);
        wrong.require(primary != null, field(subject, KeySlot.PRIMARY), "Give the primary certificate.");
        return AttestationColumns.ofCertificates(primary, secondary);
    }

    private byte[] certificate(Enrolled subject, CertificateText given, KeySlot slot, Validation wrong) {
        boolean isBlank = given == null
                || given.certificate() == null
                || given.certificate().isBlank();
        if (isBlank && (given == null || given.info() == null)) {
            return null;
        }
        if (isBlank) {
            return kept(subject, given.info(), slot, wrong);
        }
        GivenCertificate certificate = GivenCertificate.read(given.certificate());
        Optional<String> problem = subject.isGroup()
                ? certificate.problemAsSigner(clock.instant())
                : certificate.problemAsDevice(subject.name(), clock.instant());
        problem.ifPresent(sentence -> wrong.require(false, field(subject, slot), sentence));
        return certificate.der();
    }

    /** Clients put an enrollment back with what they were shown of its certificates (protocol section 3.7). */
    private static byte[] kept(Enrolled subject, CertificateInfo info, KeySlot slot, Validation wrong) {
        Optional<byte[]> stored = stored(subject).stream()
                .flatMap(columns -> Stream.of(columns.primaryCertificate(), columns.secondaryCertificate())
                        .filter(Objects::nonNull))
                .filter(der -> isOf(info, GivenCertificate.info(der)))
                .findFirst();
        wrong.require(
                stored.isPresent(),
                field(subject, slot),
                "The info of the %s certificate is not that of a stored one. Send the certificate itself to change it."
                        .formatted(slot.word()));
        return stored.orElse(new byte[0]);
    }

    private static boolean isOf(CertificateInfo given, CertificateInfo stored) {
        return given.sha256Thumbprint() == null
                ? plain(stored.sha1Thumbprint()).equals(plain(given.sha1Thumbprint()))
                : plain(stored.sha256Thumbprint()).equals(plain(given.sha256Thumbprint()));
    }

    private static String plain(String thumbprint) {
        return thumbprint == null
                ? ""
                : thumbprint.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
    }

    private static Optional<AttestationColumns> stored(Enrolled subject) {
        return Optional.ofNullable(subject.attestation());
    }

    private static String field(Enrolled subject, KeySlot slot) {
        return "attestation.x509."
                + (subject.isGroup() ? "signingCertificates." : "clientCertificates.")
                + slot.word()
                + ".certificate";
    }

    private static boolean hasAny(CertificatePair pair) {
        return pair != null && (pair.primary() != null || pair.secondary() != null);
    }

    private static boolean hasAny(CaReferences references) {
        return references != null && (references.primary() != null || references.secondary() != null);
    }
}
