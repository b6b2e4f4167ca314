package io.slipway.certificate;

import io.slipway.web.Problem;
import io.slipway.x509.CaProfile;
import io.slipway.x509.CertificateFile;
import io.slipway.x509.Finding;
import io.slipway.x509.ProofOfPossession;
import io.slipway.x509.UnreadableCertificate;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reads and judges certificates for this feature, at this moment and in the user's words. */
@ApplicationScoped
class Inspector {
    private final Clock clock;

    Inspector(Clock clock) {
        this.clock = clock;
    }

    List<X509Certificate> read(byte[] upload) {
        try {
            return CertificateFile.parse(upload);
        } catch (UnreadableCertificate unreadable) {
            throw Problem.invalid("certificate", unreadable.getMessage());
        }
    }

    List<Remark> judge(X509Certificate certificate) {
        return CaProfile.check(certificate, clock.instant()).stream()
                .map(finding ->
                        finding.isError() ? Remark.error(finding.sentence()) : Remark.warning(finding.sentence()))
                .toList();
    }

    /** Empty if the proof is one. */
    Optional<String> whyNoProof(byte[] ca, X509Certificate proof, String code) {
        return ProofOfPossession.check(CertificateFile.fromDer(ca), proof, code, clock.instant())
                .map(Finding::sentence);
    }

    /** Or the empty text. */
    String commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .reduce("", (first, last) -> last);
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
