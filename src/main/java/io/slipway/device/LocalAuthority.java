package io.slipway.device;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Slipway's own certificate authority, so that a first start needs nobody's certificate. It issues for its own listeners
 * only; devices trust its root, {@code trust-bundle.pem}.
 */
record LocalAuthority(X509Certificate root, PrivateKey key) {
    private static final String SUBJECT = "O=Slipway,CN=Slipway device listener root ";
    private static final Period ROOT_TERM = Period.ofYears(20);
    private static final Period SERVER_TERM = Period.ofYears(1);
    /** Devices with a slow clock must not see a certificate of the future. */
    private static final Period BACKDATED = Period.ofDays(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    static LocalAuthority create(Instant now) throws GeneralSecurityException {
        KeyPair pair = keyPair();
        // A name of its own for each root: two installations' roots may meet in one trust store.
        X500Name name = new X500Name(SUBJECT + "%08x".formatted(RANDOM.nextInt()));
        X509v3CertificateBuilder certificate = certificate(name, name, pair.getPublic(), now, ROOT_TERM);
        try {
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
        return new LocalAuthority(sign(certificate, pair.getPrivate()), pair.getPrivate());
    }

    static LocalAuthority read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        return new LocalAuthority(
                Pem.certificates(Files.readString(certificate)).get(0), Pem.privateKey(Files.readString(key)));
    }

    /** A certificate for a server of these names. The root is not sent with it, for devices have it. */
    ServerCertificate issue(GeneralNames names, Instant now) throws GeneralSecurityException {
        KeyPair pair = keyPair();
        X509v3CertificateBuilder certificate = certificate(
                X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
                new X500Name("O=Slipway,CN=Slipway device listener"),
                pair.getPublic(),
                now,
                SERVER_TERM);
        try {
            certificate
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root.getPublicKey()))
                    .addExtension(Extension.subjectAlternativeName, false, names);
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
        return new ServerCertificate(List.of(sign(certificate, key)), pair.getPrivate());
    }

    boolean issued(X509Certificate certificate) {
        try {
            certificate.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static X509v3CertificateBuilder certificate(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Period term)
            throws GeneralSecurityException {
        // RFC 5280 4.1.2.2: positive, at most 20 octets.
        BigInteger serial = new BigInteger(127, RANDOM).add(BigInteger.ONE);
        Instant start = now.minus(BACKDATED);
        Instant end = now.atOffset(ZoneOffset.UTC).plus(term).toInstant();
        try {
            return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(start), Date.from(end), subject, key)
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** P-256: every client knows it, and its handshake costs the server a third of RSA's. */
    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }
}
