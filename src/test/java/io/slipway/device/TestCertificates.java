package io.slipway.device;

import io.slipway.testing.ClientChain;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A device's identity as a manufacturer makes it: each certificate with its key, issued by the one before. */
record TestCertificates(X509Certificate certificate, PrivateKey key, List<X509Certificate> issuers) {
    static TestCertificates root(String name) throws Exception {
        return issue(name, "EC", null, true);
    }

    static TestCertificates rsaRoot(String name) throws Exception {
        return issue(name, "RSA", null, true);
    }

    TestCertificates issueCa(String name) throws Exception {
        return issue(name, "EC", this, true);
    }

    TestCertificates issueLeaf(String name) throws Exception {
        return issue(name, "EC", this, false);
    }

    /** Leaf first, root last. */
    List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate);
        chain.addAll(issuers);
        return chain;
    }

    /** A client that presents {@code chain} with this identity's key and trusts {@code trustBundle}. */
    SSLContext client(String protocol, List<X509Certificate> chain, String trustBundle) throws Exception {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(
                new KeyManager[] {new ClientChain(chain, key)},
                trusting(trustBundle).getTrustManagers(),
                null);
        return context;
    }

    static SSLContext nobody(String protocol, String trustBundle) throws Exception {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, trusting(trustBundle).getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trusting(String trustBundle) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "root",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(trustBundle.getBytes())));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory;
    }

    private static TestCertificates issue(String name, String algorithm, TestCertificates issuer, boolean ca)
            throws Exception {
        KeyPair pair = keyPair(algorithm);
        X500Name subject = new X500Name("CN=" + name);
        X500Name issuerName = issuer == null
                ? subject
                : new X500Name(issuer.certificate.getSubjectX500Principal().getName());
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                        issuerName,
                        BigInteger.valueOf(System.nanoTime()),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        subject,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(ca))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        PrivateKey signingKey = issuer == null ? pair.getPrivate() : issuer.key;
        String signer = signingKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signer).build(signingKey)));
        return new TestCertificates(certificate, pair.getPrivate(), issuer == null ? List.of() : issuer.chain());
    }

    private static KeyPair keyPair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }
}
