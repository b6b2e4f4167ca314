package io.slipway.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate made for a test, and its key. */
record Issued(X509Certificate certificate, KeyPair keys) {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static long serial = 1000;

    static Draft ca(String name) {
        return new Draft(name)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    static Draft device(String name) {
        return new Draft(name)
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    /** What a certificate is to say; by default it is what it should. */
    static final class Draft {
        private record Value(boolean critical, ASN1Encodable content) {}

        private final X500Name name;
        private final Map<ASN1ObjectIdentifier, Value> extensions = new LinkedHashMap<>();
        private KeyPair keys;
        private BigInteger number = BigInteger.valueOf(serial++);
        private Instant from = NOW.minus(Duration.ofDays(1));
        private Instant to = NOW.plus(Duration.ofDays(365));
        private String algorithm = "SHA256withECDSA";

        private Draft(String name) {
            this.name = new X500Name(name);
        }

        Draft with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable content) {
            extensions.put(id, new Value(critical, content));
            return this;
        }

        Draft without(ASN1ObjectIdentifier id) {
            extensions.put(id, null);
            return this;
        }

        Draft keys(KeyPair pair) {
            keys = pair;
            return this;
        }

        Draft number(BigInteger value) {
            number = value;
            return this;
        }

        Draft until(Instant end) {
            to = end;
            return this;
        }

        Draft from(Instant start) {
            from = start;
            return this;
        }

        Draft algorithm(String name) {
            algorithm = name;
            return this;
        }

        Issued selfSigned() {
            keys = keys == null ? newKeys() : keys;
            return signed(name, keys);
        }

        Issued by(Issued issuer) {
            keys = keys == null ? newKeys() : keys;
            return signed(
                    X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded()),
                    issuer.keys());
        }

        private Issued signed(X500Name issuer, KeyPair signer) {
            try {
                JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        issuer, number, Date.from(from), Date.from(to), name, keys.getPublic());
                JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
                Map<ASN1ObjectIdentifier, Value> all = new LinkedHashMap<>();
                all.put(
                        Extension.subjectKeyIdentifier,
                        new Value(false, ids.createSubjectKeyIdentifier(keys.getPublic())));
                all.put(
                        Extension.authorityKeyIdentifier,
                        new Value(false, ids.createAuthorityKeyIdentifier(signer.getPublic())));
                all.putAll(extensions);
                for (var one : all.entrySet()) {
                    if (one.getValue() != null) {
                        builder.addExtension(
                                one.getKey(),
                                one.getValue().critical(),
                                one.getValue().content());
                    }
                }
                byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
                        .getEncoded();
                return new Issued(
                        (X509Certificate) CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der)),
                        keys);
            } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
                throw new AssertionError(e);
            }
        }
    }

    static KeyPair newKeys() {
        return newKeys("EC", "secp256r1", 0);
    }

    static KeyPair newRsaKeys(int bits) {
        return newKeys("RSA", null, bits);
    }

    static KeyPair newKeys(String algorithm, String curve, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve == null) {
                generator.initialize(bits);
            } else {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
