package io.slipway.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
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

/** A manufacturer's signing CA for the demo, kept as PEM files so that people can sign devices of their own with it. */
final class SampleAuthority {
    /** A certificate and its key. */
    record Identity(X509Certificate certificate, PrivateKey key) {}

    private final Identity ca;
    private final Path certificateFile;
    private final Path keyFile;

    private SampleAuthority(Identity ca, Path certificateFile, Path keyFile) {
        this.ca = ca;
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
    }

    static SampleAuthority in(Path folder, String name) {
        Path certificateFile = folder.resolve(file(name) + ".pem");
        Path keyFile = folder.resolve(file(name) + ".key.pem");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
                Identity made = issue(name, null, true);
                Files.writeString(certificateFile, pem(made.certificate()));
                PrivateFile.write(
                        keyFile, pem(new PemObject("PRIVATE KEY", made.key().getEncoded())));
            }
            X509Certificate certificate = io.slipway.x509.CertificateFile.parse(Files.readAllBytes(certificateFile))
                    .get(0);
            return new SampleAuthority(new Identity(certificate, key(keyFile)), certificateFile, keyFile);
        } catch (IOException e) {
            throw new DemoFailure("The sample CA cannot be kept in " + folder + ": " + e);
        }
    }

    Identity device(String name) {
        return issue(name, ca, false);
    }

    /** A leaf named by the code, which is what proves possession of the CA's key. */
    String proof(String code) {
        return pem(issue(code, ca, false).certificate());
    }

    static Identity selfSigned(String name) {
        return issue(name, null, false);
    }

    X509Certificate certificate() {
        return ca.certificate();
    }

    String certificatePem() {
        return pem(ca.certificate());
    }

    Path certificateFile() {
        return certificateFile;
    }

    Path keyFile() {
        return keyFile;
    }

    static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static Identity issue(String name, Identity issuer, boolean isCa) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name);
            X500Name issuerName = issuer == null
                    ? subject
                    : X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded());
            Instant now = Instant.now();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuerName,
                    new BigInteger(120, new SecureRandom()).setBit(119),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofDays(isCa ? 3650 : 1825))),
                    subject,
                    keys.getPublic());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(
                            issuer == null
                                    ? keys.getPublic()
                                    : issuer.certificate().getPublicKey()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(isCa ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (!isCa) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            PrivateKey signer = issuer == null ? keys.getPrivate() : issuer.key();
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
            return new Identity(certificate, keys.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        String base64 = String.join(
                "",
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("-"))
                        .toList());
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            java.util.Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new DemoFailure("The sample CA's key in " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static String file(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }
}
