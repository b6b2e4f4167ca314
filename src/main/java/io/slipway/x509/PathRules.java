package io.slipway.x509;

import io.slipway.x509.PathResult.Reason;
import io.slipway.x509.PathResult.Refused;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;

/** The rules that concern one certificate of a path, each with its place in RFC 5280. */
final class PathRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int LONGEST_SHOWN_NAME = 1024;
    private static final int EMPTY_SEQUENCE = 2;

    private PathRules() {}

    /** 6.1.3 (a) (2). Certificates know no fractions of a second (4.1.2.5), so the last second counts as a whole. */
    static Optional<Refused> time(X509Certificate certificate, int index, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (at.isAfter(to)) {
            return refused(Reason.NOT_IN_TIME, index, "%s expired at %s.", certificate, to);
        }
        return at.isBefore(from)
                ? refused(Reason.NOT_IN_TIME, index, "%s is not valid before %s.", certificate, from)
                : Optional.empty();
    }

    static Optional<Refused> strength(X509Certificate certificate, int index) {
        return KeyStrength.weakness(certificate.getPublicKey())
                .or(() -> Signatures.isSelfIssued(certificate)
                        ? Optional.empty()
                        : KeyStrength.weakSignature(certificate))
                .flatMap(what -> refused(Reason.WEAK, index, "%s is too weak: %s.", certificate, what));
    }

    /** 4.1.2.2, 4.1.2.4, 4.2. */
    static Optional<Refused> form(X509Certificate certificate, int index) {
        if (certificate.getVersion() != 3) {
            return refused(Reason.MALFORMED, index, "%s is not a version 3 certificate.", certificate);
        }
        // 4.1.2.2 asks users to bear with old roots numbered zero; nothing ever refers to a root by its number.
        if (!CaProfile.isSerialSound(certificate) && !CaProfile.isRootNumberedZero(certificate)) {
            return refused(
                    Reason.MALFORMED,
                    index,
                    "The serial number of %s is not a positive number of up to 20 bytes.",
                    certificate);
        }
        if (isEmpty(certificate.getIssuerX500Principal())) {
            return refused(Reason.MALFORMED, index, "%s names no issuer.", certificate);
        }
        return ExtensionRules.check(certificate, index);
    }

    /** 4.2.1.3, 4.2.1.9 and 6.1.4 (k), (n): who signs must be a CA that may. */
    static Optional<Refused> signer(X509Certificate certificate, int index) {
        if (!CaProfile.isCa(certificate)) {
            return refused(Reason.NOT_A_CA, index, "%s signed another certificate, but is not a CA.", certificate);
        }
        if (!Extensions.isCritical(certificate, Extension.basicConstraints)) {
            return refused(Reason.NOT_A_CA, index, "The basicConstraints of %s are not marked critical.", certificate);
        }
        // 4.1.2.6: what it signs names it as issuer, and an empty name is everybody's.
        if (isEmpty(certificate.getSubjectX500Principal())) {
            return refused(Reason.NOT_A_CA, index, "%s is a CA without a name.", certificate);
        }
        return CaProfile.maySign(certificate)
                ? Optional.empty()
                : refused(
                        Reason.KEY_USAGE,
                        index,
                        "The keyUsage of %s does not allow it to sign certificates.",
                        certificate);
    }

    /** A device's certificate signs no others, and may be used by a TLS client (4.2.1.3, 4.2.1.9, 4.2.1.12). */
    static Optional<Refused> leaf(X509Certificate certificate, List<String> purposes) {
        if (CaProfile.isCa(certificate)) {
            return refused(
                    Reason.LEAF_IS_CA,
                    0,
                    "%s is a CA certificate. A device needs a certificate of its own.",
                    certificate);
        }
        if (CaProfile.statesMaySign(certificate)) {
            return refused(
                    Reason.LEAF_IS_CA,
                    0,
                    "The keyUsage of %s allows it to sign certificates, although it is not a CA.",
                    certificate);
        }
        // 4.2.1.10: only a CA limits names.
        if (Extensions.has(certificate, Extension.nameConstraints)) {
            return refused(Reason.MALFORMED, 0, "%s has nameConstraints, although it is not a CA.", certificate);
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            return refused(
                    Reason.KEY_USAGE,
                    0,
                    "The keyUsage of %s does not allow digital signatures, which TLS needs.",
                    certificate);
        }
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            return extended == null || extended.stream().anyMatch(purposes::contains)
                    ? Optional.empty()
                    : refused(
                            Reason.KEY_USAGE,
                            0,
                            "The extendedKeyUsage of %s does not allow a TLS client (clientAuth).",
                            certificate);
        } catch (CertificateParsingException e) {
            return refused(Reason.MALFORMED, 0, "The extendedKeyUsage of %s cannot be read.", certificate);
        }
    }

    static Optional<Refused> refused(
            Reason reason, int index, String sentence, X509Certificate certificate, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = "The certificate \"" + shown(certificate.getSubjectX500Principal()) + "\"";
        System.arraycopy(more, 0, arguments, 1, more.length);
        String text = sentence.formatted(arguments);
        return Optional.of(new Refused(reason, text.replaceFirst("(?<=. )The certificate", "the certificate"), index));
    }

    /** A name that somebody else chose, as long as it is fit to be read. */
    static String shown(X500Principal name) {
        int bytes = name.getEncoded().length;
        return bytes > LONGEST_SHOWN_NAME ? "(a name of " + bytes + " bytes)" : name.getName();
    }

    static boolean isEmpty(X500Principal name) {
        return name.getEncoded().length == EMPTY_SEQUENCE;
    }
}
