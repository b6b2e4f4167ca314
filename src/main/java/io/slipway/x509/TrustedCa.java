package io.slipway.x509;

import java.security.cert.X509Certificate;
import java.util.Arrays;

/** A CA whose key somebody has proved to hold. Its own constraints bind what it signs, although it is the anchor. */
public final class TrustedCa {
    private final X509Certificate certificate;
    private final byte[] keyIdentifier;

    private TrustedCa(X509Certificate certificate, byte[] keyIdentifier) {
        this.certificate = certificate;
        this.keyIdentifier = keyIdentifier;
    }

    public static TrustedCa of(X509Certificate certificate) {
        return new TrustedCa(certificate, KeyIdentifiers.ofSubject(certificate));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Name and key identifier first, the signature last: several CAs may share a name and hold different keys. */
    boolean signed(X509Certificate other) {
        return other.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())
                && mayHaveSigned(KeyIdentifiers.ofIssuer(other))
                && Signatures.isSignedBy(other, certificate.getPublicKey());
    }

    private boolean mayHaveSigned(byte[] named) {
        return named == null || keyIdentifier == null || Arrays.equals(named, keyIdentifier);
    }
}
