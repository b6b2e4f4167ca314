package io.slipway.enrollment;

import io.slipway.enrollment.AttestationMechanism.CertificateInfo;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * One certificate as clients send it: PEM, Base64 of DER, or Base64 of PEM (protocol section 3.3).
 *
 * @param certificate null when it could not be read
 * @param problem why it could not be read, else null
 */
record GivenCertificate(X509Certificate certificate, String problem) {
    private static final int CERTIFICATE_SIGNING = 5;

    static GivenCertificate read(String text) {
        try {
            byte[] bytes = text.contains("-----BEGIN")
                    ? text.getBytes(StandardCharsets.US_ASCII)
                    : Base64.getMimeDecoder().decode(text);
            Collection<?> all = factory().generateCertificates(new ByteArrayInputStream(bytes));
            return all.size() == 1
                    ? new GivenCertificate((X509Certificate) all.iterator().next(), null)
                    : new GivenCertificate(
                            null, "Give exactly one certificate in each place; this has %d.".formatted(all.size()));
        } catch (CertificateException | IllegalArgumentException e) {
            return new GivenCertificate(
                    null,
                    "This is no certificate. Paste it as PEM, from -----BEGIN CERTIFICATE----- on, or as Base64 of DER.");
        }
    }

    static CertificateInfo info(byte[] der) {
        X509Certificate certificate = of(der);
        return new CertificateInfo(
                certificate.getSubjectX500Principal().getName(),
                thumbprint("SHA-1", der),
                thumbprint("SHA-256", der),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                HexFormat.of()
                        .withUpperCase()
                        .formatHex(certificate.getSerialNumber().toByteArray()),
                certificate.getVersion());
    }

    static boolean isIssuedBy(byte[] der, byte[] issuer) {
        return of(der).getIssuerX500Principal().equals(of(issuer).getSubjectX500Principal());
    }

    byte[] der() {
        try {
            return certificate == null ? new byte[0] : certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was just decoded", e);
        }
    }

    /** As a device's own: its common name is the registration ID (protocol section 1.7), and it is no CA. */
    Optional<String> problemAsDevice(String registrationId, Instant now) {
        if (certificate == null) {
            return Optional.of(problem);
        }
        if (certificate.getBasicConstraints() >= 0) {
            return Optional.of("This is a CA certificate, which signs others. Give the device's own certificate,"
                    + " or name the CA in caReferences.");
        }
        if (!commonName().toLowerCase(Locale.ROOT).equals(registrationId.toLowerCase(Locale.ROOT))) {
            return Optional.of("The certificate's common name is \"%s\", which has to equal the registration ID \"%s\"."
                    .formatted(commonName(), registrationId));
        }
        return expired(now);
    }

    /** As an intermediate CA that signs devices' certificates (RFC 5280 sections 4.2.1.3 and 4.2.1.9). */
    Optional<String> problemAsSigner(Instant now) {
        if (certificate == null) {
            return Optional.of(problem);
        }
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || usage != null && !usage[CERTIFICATE_SIGNING]) {
            return Optional.of("This is no CA certificate, so it cannot sign devices' certificates. It needs the basic"
                    + " constraint CA and the key usage keyCertSign.");
        }
        return expired(now);
    }

    private Optional<String> expired(Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        return end.isBefore(now)
                ? Optional.of("The certificate expired on %s. Give one that is valid.".formatted(end))
                : Optional.empty();
    }

    private String commonName() {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }

    private static X509Certificate of(byte[] der) {
        try {
            return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("a stored certificate is always one", e);
        }
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    private static String thumbprint(String algorithm, byte[] der) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
