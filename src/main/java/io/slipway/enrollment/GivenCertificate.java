package io.slipway.enrollment;

import io.slipway.enrollment.AttestationMechanism.CertificateInfo;
import io.slipway.x509.CaProfile;
import io.slipway.x509.CertificateFile;
import io.slipway.x509.CertificateSummary;
import io.slipway.x509.DeviceLeaf;
import io.slipway.x509.Finding;
import io.slipway.x509.UnreadableCertificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One certificate as clients send it: PEM, Base64 of DER, or Base64 of PEM (protocol section 3.3).
 *
 * @param certificate null when it could not be read
 * @param problem why it could not be read, else null
 */
record GivenCertificate(X509Certificate certificate, String problem) {
    static GivenCertificate read(String text) {
        try {
            List<X509Certificate> all = CertificateFile.parse(text);
            return all.size() == 1
                    ? new GivenCertificate(all.get(0), null)
                    : new GivenCertificate(
                            null, "Give exactly one certificate in each place; this has %d.".formatted(all.size()));
        } catch (UnreadableCertificate e) {
            return new GivenCertificate(null, e.getMessage());
        }
    }

    static CertificateInfo info(byte[] der) {
        CertificateSummary summary = CertificateSummary.of(CertificateFile.fromDer(der));
        return new CertificateInfo(
                summary.subject(),
                summary.sha1Thumbprint(),
                summary.sha256Thumbprint(),
                summary.issuer(),
                summary.notBefore(),
                summary.notAfter(),
                summary.serialNumber(),
                summary.version());
    }

    static boolean isIssuedBy(byte[] der, byte[] issuer) {
        return CertificateFile.fromDer(der)
                .getIssuerX500Principal()
                .equals(CertificateFile.fromDer(issuer).getSubjectX500Principal());
    }

    byte[] der() {
        try {
            return certificate == null ? new byte[0] : certificate.getEncoded();
        } catch (CertificateEncodingException e) {
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
        String name = DeviceLeaf.commonName(certificate).orElse("");
        if (!name.equalsIgnoreCase(registrationId)) {
            return Optional.of("The certificate's common name is \"%s\", which has to equal the registration ID \"%s\"."
                    .formatted(name, registrationId));
        }
        return DeviceLeaf.check(certificate, now).map(refused -> refused.sentence());
    }

    /** As an intermediate CA that signs devices' certificates. */
    Optional<String> problemAsSigner(Instant now) {
        return certificate == null
                ? Optional.of(problem)
                : CaProfile.check(certificate, now).stream()
                        .filter(Finding::isError)
                        .map(Finding::sentence)
                        .findFirst();
    }
}
