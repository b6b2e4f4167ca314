package io.slipway.x509;

import io.slipway.x509.PathResult.Reason;
import io.slipway.x509.PathResult.Refused;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** What RFC 5280 4.2 asks of the extensions of one certificate, whatever its place in the path. */
final class ExtensionRules {
    /** Nobody's device needs as many; each is compared with each name limit of each CA. */
    static final int MOST_NAMES = 250;

    private static final Map<ASN1ObjectIdentifier, String> MUST_BE_CRITICAL = Map.of(
            Extension.nameConstraints, "nameConstraints", // 4.2.1.10
            Extension.policyConstraints, "policyConstraints", // 4.2.1.11
            Extension.inhibitAnyPolicy, "inhibitAnyPolicy"); // 4.2.1.14
    private static final Map<ASN1ObjectIdentifier, String> MAY_NOT_BE_EMPTY = Map.of(
            Extension.nameConstraints, "nameConstraints", // 4.2.1.10
            Extension.policyConstraints, "policyConstraints", // 4.2.1.11
            Extension.extendedKeyUsage, "extendedKeyUsage", // 4.2.1.12
            Extension.certificatePolicies, "certificatePolicies", // 4.2.1.4
            Extension.subjectAlternativeName, "subjectAltName"); // 4.2.1.6

    private ExtensionRules() {}

    static Optional<Refused> check(X509Certificate certificate, int index) {
        return unknown(certificate, index)
                .or(() -> content(certificate, index))
                .or(() -> keyIdentifiers(certificate, index))
                .or(() -> names(certificate, index));
    }

    private static Optional<Refused> unknown(X509Certificate certificate, int index) {
        return Extensions.unknownCritical(certificate)
                .flatMap(id -> PathRules.refused(
                        Reason.CRITICAL_EXTENSION,
                        index,
                        "%s has a critical extension that is not known here: %s.",
                        certificate,
                        id));
    }

    /** Of all these RFC 3280 let CAs choose for policyConstraints, in which hence old chains differ. */
    static Optional<Refused> criticality(X509Certificate certificate, int index) {
        return MUST_BE_CRITICAL.entrySet().stream()
                .filter(one -> Extensions.has(certificate, one.getKey()))
                .filter(one -> !Extensions.isCritical(certificate, one.getKey()))
                .findFirst()
                .flatMap(one -> malformed("%s has %s that are not marked critical.", certificate, index, one));
    }

    private static Optional<Refused> content(X509Certificate certificate, int index) {
        Extensions.get(certificate, Extension.authorityInfoAccess, AuthorityInformationAccess::getInstance);
        Extensions.get(certificate, Extension.basicConstraints, BasicConstraints::getInstance);
        return MAY_NOT_BE_EMPTY.entrySet().stream()
                .filter(one -> Extensions.get(certificate, one.getKey(), ASN1Sequence::getInstance)
                        .filter(content -> content.size() == 0)
                        .isPresent())
                .findFirst()
                .flatMap(one -> malformed("%s has an empty extension %s.", certificate, index, one));
    }

    /** 4.2.1.1, 4.2.1.2: every certificate names its issuer's key, a self-signed one need not; every CA its own. */
    private static Optional<Refused> keyIdentifiers(X509Certificate certificate, int index) {
        byte[] own = KeyIdentifiers.ofSubject(certificate);
        byte[] issuers = KeyIdentifiers.ofIssuer(certificate);
        if (own == null && CaProfile.isCa(certificate)) {
            return PathRules.refused(
                    Reason.MALFORMED, index, "%s is a CA without a subjectKeyIdentifier.", certificate);
        }
        boolean named = issuers != null
                || !Extensions.has(certificate, Extension.authorityKeyIdentifier)
                        && Signatures.isSelfSigned(certificate);
        if (!named) {
            return PathRules.refused(
                    Reason.MALFORMED,
                    index,
                    "%s does not say which key signed it: its authorityKeyIdentifier has no keyIdentifier.",
                    certificate);
        }
        boolean contradicts =
                own != null && issuers != null && !Arrays.equals(own, issuers) && Signatures.isSelfSigned(certificate);
        return contradicts
                ? PathRules.refused(
                        Reason.MALFORMED, index, "%s is self-signed, but names another key as its signer.", certificate)
                : Optional.empty();
    }

    /** 4.2.1.6: without a subject the alternative names are all there is, hence critical. */
    private static Optional<Refused> names(X509Certificate certificate, int index) {
        boolean bare = PathRules.isEmpty(certificate.getSubjectX500Principal());
        if (bare && !Extensions.isCritical(certificate, Extension.subjectAlternativeName)) {
            return PathRules.refused(
                    Reason.MALFORMED, index, "%s has neither a subject nor critical alternative names.", certificate);
        }
        List<GeneralName> alternatives = alternatives(certificate);
        int parts = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs()
                .length;
        if (parts + alternatives.size() > MOST_NAMES) {
            return PathRules.refused(Reason.TOO_LONG, index, "%s has more than %s names.", certificate, MOST_NAMES);
        }
        alternatives.forEach(CertifiedName::of);
        return Optional.empty();
    }

    static List<GeneralName> alternatives(X509Certificate certificate) {
        return Extensions.get(certificate, Extension.subjectAlternativeName, GeneralNames::getInstance)
                .map(GeneralNames::getNames)
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<Refused> malformed(
            String sentence, X509Certificate certificate, int index, Map.Entry<ASN1ObjectIdentifier, String> which) {
        return PathRules.refused(Reason.MALFORMED, index, sentence, certificate, which.getValue());
    }
}
