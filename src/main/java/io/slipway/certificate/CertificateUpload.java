package io.slipway.certificate;

import io.slipway.web.Problem;

/**
 * What somebody brings.
 *
 * @param name how to call the certificate; null to call it after its common name, always null for a bundle
 * @param content PEM, DER, Base64 of DER or PKCS#7, of one certificate or several
 */
record CertificateUpload(String name, byte[] content) {
    CertificateUpload {
        name = name == null || name.isBlank() ? null : name.strip();
        if (content == null || content.length == 0) {
            throw Problem.invalid("certificate", "Choose a certificate file or paste a certificate.");
        }
        if (name != null) {
            CertificateName.check(name);
        }
    }
}
