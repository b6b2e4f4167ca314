package io.slipway.x509;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** Key identifiers (RFC 5280 4.2.1.1 and 4.2.1.2); null where there is none. */
final class KeyIdentifiers {
    private KeyIdentifiers() {}

    static byte[] ofSubject(X509Certificate certificate) {
        return Extensions.get(certificate, Extension.subjectKeyIdentifier, SubjectKeyIdentifier::getInstance)
                .map(SubjectKeyIdentifier::getKeyIdentifier)
                .orElse(null);
    }

    static byte[] ofIssuer(X509Certificate certificate) {
        return Extensions.get(certificate, Extension.authorityKeyIdentifier, AuthorityKeyIdentifier::getInstance)
                .map(AuthorityKeyIdentifier::getKeyIdentifierOctets)
                .orElse(null);
    }
}
