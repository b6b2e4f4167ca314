package io.slipway.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Extension;

/** A certificate's extensions, decoded strictly: what does not parse is an error, never absent. */
final class Extensions {
    /** An extension whose content is not what RFC 5280 says it is. */
    static final class Malformed extends RuntimeException {
        Malformed(String extension) {
            super(extension, null, false, false);
        }
    }

    /** The critical extensions that this package processes; any other one refuses the certificate (section 4.2). */
    static final Set<String> PROCESSED = Set.of(
            Extension.basicConstraints.getId(),
            Extension.keyUsage.getId(),
            Extension.extendedKeyUsage.getId(),
            Extension.nameConstraints.getId(),
            Extension.subjectAlternativeName.getId(),
            Extension.certificatePolicies.getId(),
            Extension.policyMappings.getId(),
            Extension.policyConstraints.getId(),
            Extension.inhibitAnyPolicy.getId());

    private Extensions() {}

    static <T> Optional<T> get(X509Certificate certificate, ASN1ObjectIdentifier id, Function<Object, T> decode) {
        byte[] value = certificate.getExtensionValue(id.getId());
        if (value == null) {
            return Optional.empty();
        }
        try {
            byte[] content = ASN1OctetString.getInstance(value).getOctets();
            return Optional.of(decode.apply(ASN1Primitive.fromByteArray(content)));
        } catch (IOException | RuntimeException e) {
            throw new Malformed(id.getId());
        }
    }

    static boolean has(X509Certificate certificate, ASN1ObjectIdentifier id) {
        return certificate.getExtensionValue(id.getId()) != null;
    }

    static boolean isCritical(X509Certificate certificate, ASN1ObjectIdentifier id) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical != null && critical.contains(id.getId());
    }

    static Optional<String> unknownCritical(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical == null
                ? Optional.empty()
                : critical.stream().filter(id -> !PROCESSED.contains(id)).findFirst();
    }
}
