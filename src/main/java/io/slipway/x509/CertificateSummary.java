package io.slipway.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * What a person wants to see of a certificate before trusting it.
 *
 * @param serialNumber hexadecimal
 * @param keyAlgorithm such as {@code EC P-256} or {@code RSA 2048}
 * @param pathLength how many intermediates may follow, null for any number or for no CA
 */
public record CertificateSummary(
        String subject,
        String issuer,
        String serialNumber,
        Instant notBefore,
        Instant notAfter,
        String keyAlgorithm,
        String signatureAlgorithm,
        String sha1Thumbprint,
        String sha256Thumbprint,
        boolean ca,
        Integer pathLength,
        List<String> keyUsage,
        List<String> extendedKeyUsage,
        List<String> subjectAlternativeNames,
        List<String> permittedNames,
        List<String> excludedNames,
        boolean selfSigned,
        int version) {
    private static final List<String> KEY_USAGES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");
    private static final Map<String, String> EXTENDED = Map.of(
            "1.3.6.1.5.5.7.3.1", "serverAuth",
            "1.3.6.1.5.5.7.3.2", "clientAuth",
            "1.3.6.1.5.5.7.3.3", "codeSigning",
            "1.3.6.1.5.5.7.3.4", "emailProtection",
            "1.3.6.1.5.5.7.3.9", "OCSPSigning",
            "2.5.29.37.0", "anyExtendedKeyUsage");
    private static final List<String> NAME_KINDS =
            List.of("other", "email", "DNS", "X.400", "directory", "EDI", "URI", "IP", "OID");

    public static CertificateSummary of(X509Certificate certificate) {
        int basic = certificate.getBasicConstraints();
        return new CertificateSummary(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                KeyStrength.describe(certificate.getPublicKey()),
                certificate.getSigAlgName(),
                Thumbprints.sha1(certificate),
                Thumbprints.sha256(certificate),
                basic >= 0,
                basic < 0 || basic == Integer.MAX_VALUE ? null : basic,
                keyUsage(certificate),
                extendedKeyUsage(certificate),
                alternativeNames(certificate),
                constrained(certificate, true),
                constrained(certificate, false),
                Signatures.isSelfSigned(certificate),
                certificate.getVersion());
    }

    private static List<String> keyUsage(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        List<String> names = new ArrayList<>();
        for (int i = 0; bits != null && i < Math.min(bits.length, KEY_USAGES.size()); i++) {
            if (bits[i]) {
                names.add(KEY_USAGES.get(i));
            }
        }
        return List.copyOf(names);
    }

    private static List<String> extendedKeyUsage(X509Certificate certificate) {
        try {
            List<String> ids = certificate.getExtendedKeyUsage();
            return ids == null
                    ? List.of()
                    : ids.stream().map(id -> EXTENDED.getOrDefault(id, id)).toList();
        } catch (CertificateParsingException e) {
            return List.of("unreadable");
        }
    }

    private static List<String> alternativeNames(X509Certificate certificate) {
        try {
            return Extensions.get(certificate, Extension.subjectAlternativeName, GeneralNames::getInstance)
                    .map(names -> List.of(names.getNames()).stream()
                            .map(CertificateSummary::text)
                            .toList())
                    .orElse(List.of());
        } catch (Extensions.Malformed e) {
            return List.of("unreadable");
        }
    }

    private static List<String> constrained(X509Certificate certificate, boolean permitted) {
        try {
            return Extensions.get(certificate, Extension.nameConstraints, NameConstraints::getInstance)
                    .map(names -> permitted ? names.getPermittedSubtrees() : names.getExcludedSubtrees())
                    .map(subtrees -> List.of(subtrees).stream()
                            .map(GeneralSubtree::getBase)
                            .map(CertificateSummary::text)
                            .toList())
                    .orElse(List.of());
        } catch (Extensions.Malformed e) {
            return List.of("unreadable");
        }
    }

    private static String text(GeneralName name) {
        return NAME_KINDS.get(name.getTagNo()) + ":" + name.getName();
    }
}
