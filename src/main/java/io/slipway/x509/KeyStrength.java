package io.slipway.x509;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;

/** Which keys and signature algorithms may carry trust (NIST SP 800-131A, 112 bits of security or more). */
final class KeyStrength {
    private static final int SHORTEST_RSA = 2048;
    private static final Set<Integer> CURVES = Set.of(256, 384, 521);

    private KeyStrength() {}

    static Optional<String> weakness(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() < SHORTEST_RSA
                    ? Optional.of("its RSA key has %d bits; 2048 are the least"
                            .formatted(rsa.getModulus().bitLength()))
                    : Optional.empty();
        }
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            return CURVES.contains(bits)
                    ? Optional.empty()
                    : Optional.of("its key is on a curve of %d bits; use P-256, P-384 or P-521".formatted(bits));
        }
        return key instanceof EdECPublicKey
                ? Optional.empty()
                : Optional.of("its key is a %s key; use RSA, EC or Ed25519".formatted(key.getAlgorithm()));
    }

    static Optional<String> weakSignature(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return algorithm.startsWith("SHA1") || algorithm.startsWith("MD") || hasWeakPss(certificate)
                ? Optional.of("it is signed with %s, which can be forged".formatted(certificate.getSigAlgName()))
                : Optional.empty();
    }

    /** RSASSA-PSS names its digest in its parameters, and means SHA-1 where it names none (RFC 4055 3.1). */
    private static boolean hasWeakPss(X509Certificate certificate) {
        if (!certificate.getSigAlgOID().equals("1.2.840.113549.1.1.10")) {
            return false;
        }
        byte[] parameters = certificate.getSigAlgParams();
        return parameters == null
                || RSASSAPSSparams.getInstance(parameters)
                        .getHashAlgorithm()
                        .getAlgorithm()
                        .getId()
                        .equals("1.3.14.3.2.26");
    }

    static String describe(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "RSA " + rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return "EC P-" + ec.getParams().getCurve().getField().getFieldSize();
        }
        return key instanceof EdECPublicKey ed ? ed.getParams().getName() : key.getAlgorithm();
    }
}
