package io.slipway.x509;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** What a certificate must be to be uploaded as a CA, each rule with its place in RFC 5280. */
public final class CaProfile {
    static final int LONGEST_SERIAL = 20;
    static final int KEY_CERT_SIGN = 5;

    private CaProfile() {}

    /** Everything that is to be said, errors first; empty for a flawless certificate. */
    public static List<Finding> check(X509Certificate certificate, Instant at) {
        List<Finding> findings = new ArrayList<>(form(certificate));
        findings.addAll(strength(certificate));
        findings.addAll(time(certificate, at));
        findings.addAll(names(certificate));
        if (findings.stream().noneMatch(Finding::isError)) {
            path(certificate).ifPresent(findings::add);
        }
        findings.sort(java.util.Comparator.comparing(Finding::severity));
        return List.copyOf(findings);
    }

    private static List<Finding> form(X509Certificate certificate) {
        List<Finding> wrong = new ArrayList<>();
        BiFunction<Boolean, Finding, Boolean> unless = (holds, finding) -> holds || !wrong.add(finding);
        unless.apply(
                certificate.getVersion() == 3,
                Finding.error(
                        "version",
                        "RFC 5280 4.1.2.1",
                        "This is a version " + certificate.getVersion()
                                + " certificate. A CA certificate is version 3; issue it anew."));
        unless.apply(
                isCa(certificate),
                Finding.error(
                        "basic-constraints",
                        "RFC 5280 4.2.1.9",
                        "This is not a CA certificate: it has no basicConstraints with CA:TRUE. Upload the certificate that signs your devices' certificates."));
        unless.apply(
                !Extensions.has(certificate, Extension.basicConstraints)
                        || Extensions.isCritical(certificate, Extension.basicConstraints),
                Finding.error(
                        "basic-constraints-critical",
                        "RFC 5280 4.2.1.9",
                        "Its basicConstraints are not marked critical. Issue it anew with basicConstraints=critical,CA:TRUE."));
        unless.apply(
                maySign(certificate),
                Finding.error(
                        "key-usage",
                        "RFC 5280 4.2.1.3",
                        "Its keyUsage does not allow signing certificates. Issue it anew with keyUsage=critical,keyCertSign."));
        unless.apply(
                !isRootNumberedZero(certificate),
                Finding.warning(
                        "serial-number-zero",
                        "RFC 5280 4.1.2.2",
                        "Its serial number is zero. Slipway accepts that of a root, other software may not."));
        unless.apply(
                certificate.getKeyUsage() != null,
                Finding.warning(
                        "key-usage-absent",
                        "RFC 5280 4.2.1.3",
                        "It has no keyUsage. Slipway accepts that; keyUsage=critical,keyCertSign would say what its key is for."));
        unless.apply(
                isSerialSound(certificate) || isRootNumberedZero(certificate),
                Finding.error(
                        "serial-number",
                        "RFC 5280 4.1.2.2",
                        "Its serial number is not a positive number of up to 20 bytes. Issue it anew."));
        unless.apply(
                !certificate.getSubjectX500Principal().getName().isEmpty(),
                Finding.error(
                        "subject",
                        "RFC 5280 4.1.2.6",
                        "It has no subject. A CA certificate names its CA; issue it anew."));
        unless.apply(
                Extensions.has(certificate, Extension.subjectKeyIdentifier),
                Finding.error(
                        "subject-key-identifier",
                        "RFC 5280 4.2.1.2",
                        "It has no subjectKeyIdentifier. Issue it anew with subjectKeyIdentifier=hash."));
        Extensions.unknownCritical(certificate)
                .ifPresent(id -> wrong.add(Finding.error(
                        "critical-extension",
                        "RFC 5280 4.2",
                        "It has a critical extension that Slipway does not know (" + id
                                + "), so its limits could not be kept.")));
        unless.apply(
                !Signatures.isSelfIssued(certificate) || Signatures.isSelfSigned(certificate),
                Finding.error(
                        "signature",
                        "RFC 5280 6.1.3",
                        "It names itself as its issuer, but its own key did not sign it. The file may be damaged."));
        return wrong;
    }

    private static List<Finding> strength(X509Certificate certificate) {
        List<Finding> weak = new ArrayList<>();
        KeyStrength.weakness(certificate.getPublicKey())
                .ifPresent(what -> weak.add(
                        Finding.error("key-strength", "NIST SP 800-131A", "The key is too weak: " + what + ".")));
        KeyStrength.weakSignature(certificate)
                .ifPresent(what -> weak.add(
                        // The signature of a root is checked by nobody: it is trusted because it was uploaded.
                        Signatures.isSelfIssued(certificate)
                                ? Finding.warning(
                                        "signature-algorithm",
                                        "NIST SP 800-131A",
                                        "As a root it may be used, but " + what + ".")
                                : Finding.error(
                                        "signature-algorithm",
                                        "NIST SP 800-131A",
                                        "The signature is too weak: " + what + ".")));
        return weak;
    }

    private static List<Finding> time(X509Certificate certificate, Instant at) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (at.isAfter(to)) {
            return List.of(
                    Finding.error("expired", "RFC 5280 4.1.2.5", "It expired at " + to + ". Upload its successor."));
        } else if (at.isBefore(from)) {
            return List.of(Finding.error(
                    "not-yet-valid", "RFC 5280 4.1.2.5", "It is not valid before " + from + ". Upload it then."));
        } else if (at.plus(Duration.ofDays(90)).isAfter(to)) {
            return List.of(Finding.warning(
                    "expiring",
                    "RFC 5280 4.1.2.5",
                    "It expires at " + to + ", in " + Duration.between(at, to).toDays()
                            + " days. Plan its successor."));
        }
        return List.of();
    }

    private static List<Finding> names(X509Certificate certificate) {
        try {
            Extensions.get(certificate, Extension.subjectKeyIdentifier, SubjectKeyIdentifier::getInstance);
            Extensions.get(certificate, Extension.basicConstraints, BasicConstraints::getInstance);
            return Extensions.get(certificate, Extension.nameConstraints, NameConstraints::getInstance)
                    .map(constraints -> Extensions.isCritical(certificate, Extension.nameConstraints)
                            ? Finding.warning(
                                    "name-constraints",
                                    "RFC 5280 4.2.1.10",
                                    "It is limited to certain names. Slipway keeps that limit: devices outside it are refused.")
                            : Finding.error(
                                    "name-constraints-critical",
                                    "RFC 5280 4.2.1.10",
                                    "Its nameConstraints are not marked critical. Issue it anew with them critical."))
                    .map(List::of)
                    .orElse(List.of());
        } catch (Extensions.Malformed e) {
            return List.of(malformed(e));
        }
    }

    /** Whatever else would refuse each device below it is said now, not to the first device. */
    private static Optional<Finding> path(X509Certificate certificate) {
        try {
            Extensions.get(certificate, Extension.nameConstraints, NameConstraints::getInstance)
                    .ifPresent(new NameLimits()::add);
            return PathRules.form(certificate, 0)
                    .or(() -> ExtensionRules.criticality(certificate, 0))
                    .or(() -> PathRules.signer(certificate, 0))
                    .map(refused -> Finding.error("profile", "RFC 5280 4.2", refused.sentence() + " Issue it anew."));
        } catch (Extensions.Malformed e) {
            return Optional.of(malformed(e));
        }
    }

    private static Finding malformed(Extensions.Malformed which) {
        return Finding.error(
                "malformed-extension",
                "RFC 5280 4.2",
                "Its extension " + which.getMessage() + " cannot be read. Issue it anew.");
    }

    static boolean isCa(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** RFC 5280 6.1.4 (n): a keyUsage that is there must allow it; many CAs have none. */
    static boolean maySign(X509Certificate certificate) {
        return certificate.getKeyUsage() == null || statesMaySign(certificate);
    }

    static boolean statesMaySign(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[KEY_CERT_SIGN];
    }

    static boolean isRootNumberedZero(X509Certificate certificate) {
        return certificate.getSerialNumber().signum() == 0 && Signatures.isSelfIssued(certificate);
    }

    static boolean isSerialSound(X509Certificate certificate) {
        BigInteger serial = certificate.getSerialNumber();
        return serial.signum() > 0 && serial.toByteArray().length <= LONGEST_SERIAL;
    }
}
