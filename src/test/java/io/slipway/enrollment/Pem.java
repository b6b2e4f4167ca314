package io.slipway.enrollment;

import io.slipway.x509.CertificateFile;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its key, as a manufacturer has it. */
record Pem(String name, byte[] der, PrivateKey key) {
    static Pem device(String commonName) {
        return issue(commonName, null, false, Duration.ofDays(30));
    }

    static Pem expiredDevice(String commonName) {
        return issue(commonName, null, false, Duration.ofDays(-1));
    }

    static Pem ca(String commonName) {
        return issue(commonName, null, true, Duration.ofDays(365));
    }

    Pem issueCa(String commonName) {
        return issue(commonName, this, true, Duration.ofDays(365));
    }

    String text() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    String base64OfDer() {
        return Base64.getEncoder().encodeToString(der);
    }

    String base64OfPem() {
        return Base64.getEncoder().encodeToString(text().getBytes());
    }

    private static Pem issue(String commonName, Pem issuer, boolean ca, Duration term) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                            new X500Name("CN=" + (issuer == null ? commonName : issuer.name())),
                            new BigInteger(100, new java.security.SecureRandom()).add(BigInteger.ONE),
                            Date.from(now.minus(Duration.ofDays(10))),
                            Date.from(now.plus(term)),
                            new X500Name("CN=" + commonName),
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(ca))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            if (issuer != null) {
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils()
                                .createAuthorityKeyIdentifier(
                                        CertificateFile.fromDer(issuer.der()).getPublicKey()));
            }
            PrivateKey signer = issuer == null ? keys.getPrivate() : issuer.key();
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer))
                    .getEncoded();
            return new Pem(commonName, der, keys.getPrivate());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
