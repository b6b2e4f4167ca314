package io.slipway.certificate;

import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and judges certificates: where this feature meets X.509. */
@ApplicationScoped
class Inspector {
    private final Clock clock;

    Inspector(Clock clock) {
        this.clock = clock;
    }

    List<X509Certificate> read(byte[] content) {
        try {
            List<X509Certificate> all = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(content))
                    .forEach(certificate -> all.add((X509Certificate) certificate));
            return all;
        } catch (GeneralSecurityException e) {
            throw Problem.invalid("certificate", "This is no certificate.");
        }
    }

    List<Remark> judge(X509Certificate certificate) {
        return certificate.getBasicConstraints() < 0 ? List.of(Remark.error("This is no CA certificate.")) : List.of();
    }

    Optional<String> whyNoProof(X509Certificate ca, X509Certificate proof, String code) {
        try {
            proof.verify(ca.getPublicKey());
            return commonName(proof).equals(code) ? Optional.empty() : Optional.of("The common name is not the code.");
        } catch (GeneralSecurityException e) {
            return Optional.of("The signature is not this CA's.");
        }
    }

    String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceAll(".*CN=([^,]*).*", "$1");
    }
}
