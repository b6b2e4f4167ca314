package io.slipway.certificate;

import io.slipway.db.Id;
import io.slipway.web.Problem;
import java.util.UUID;

/** Key of a certificate. */
public record CertificateId(UUID value) implements Id {
    public static CertificateId fromString(String text) {
        try {
            return new CertificateId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("certificate");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
