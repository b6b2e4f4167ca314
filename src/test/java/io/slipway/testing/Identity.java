package io.slipway.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * A certificate with its key as a manufacturer makes them.
 *
 * @param issuers those above it, nearest first; empty for a self-signed one
 */
public record Identity(X509Certificate certificate, PrivateKey key, List<X509Certificate> issuers) {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_YEAR = Duration.ofDays(365);

    /** From when until when, counted from now. */
    public record Term(Duration from, Duration until) {
        public static final Term USUAL = new Term(AN_HOUR.negated(), A_YEAR);

        public static Term endingIn(Duration until) {
            return new Term(Duration.ofDays(30).negated(), until);
        }
    }

    public static Identity root(String name) {
        return issue(name, null, true, Term.USUAL, newKeys());
    }

    public static Identity root(String name, Term term) {
        return issue(name, null, true, term, newKeys());
    }

    public static Identity selfSigned(String name) {
        return issue(name, null, false, Term.USUAL, newKeys());
    }

    /** A self-signed certificate under another name with the key of this one. */
    public Identity sameKeyAs(String name) {
        return issue(name, null, false, Term.USUAL, new KeyPair(certificate.getPublicKey(), key));
    }

    public Identity ca(String name) {
        return issue(name, this, true, Term.USUAL, newKeys());
    }

    public Identity leaf(String name) {
        return leaf(name, Term.USUAL);
    }

    public Identity leaf(String name, Term term) {
        return issue(name, this, false, term, newKeys());
    }

    /** Itself, then as many of those above as are asked for. */
    public List<X509Certificate> presenting(int above) {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(issuers.subList(0, above));
        return chain;
    }

    public String pem() {
        return pem(certificate);
    }

    public String keyPem() {
        return pem(new PemObject("PRIVATE KEY", key.getEncoded()));
    }

    public static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Identity issue(String name, Identity issuer, boolean isCa, Term term, KeyPair keys) {
        try {
            X500Name subject = new X500Name("CN=" + name);
            X500Name above = issuer == null
                    ? subject
                    : X500Name.getInstance(
                            issuer.certificate.getSubjectX500Principal().getEncoded());
            Instant now = Instant.now();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    above,
                    new BigInteger(120, new SecureRandom()).setBit(119),
                    Date.from(now.plus(term.from())),
                    Date.from(now.plus(term.until())),
                    subject,
                    keys.getPublic());
            extend(builder, keys, issuer, isCa);
            PrivateKey signer = issuer == null ? keys.getPrivate() : issuer.key;
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
            return new Identity(
                    certificate,
                    keys.getPrivate(),
                    issuer == null ? List.of() : issuer.presenting(issuer.issuers.size()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static void extend(JcaX509v3CertificateBuilder builder, KeyPair keys, Identity issuer, boolean isCa)
            throws GeneralSecurityException, IOException {
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(
                        issuer == null ? keys.getPublic() : issuer.certificate.getPublicKey()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(isCa ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
        if (!isCa) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        }
    }
}
