package io.slipway.certificate;

import io.slipway.x509.CertificateSummary;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * One certificate of an upload, as understood.
 *
 * @param number its place in the upload, from 1
 */
record UploadItem(int number, X509Certificate certificate, NewCertificate columns, List<Remark> remarks) {
    public boolean isBlocked() {
        return remarks.stream().anyMatch(Remark::blocks);
    }

    public CertificateSummary summary() {
        return CertificateSummary.of(certificate);
    }

    UploadItem with(List<Remark> more) {
        return new UploadItem(
                number,
                certificate,
                columns,
                Stream.concat(remarks.stream(), more.stream()).toList());
    }
}
