package io.slipway.certificate;

import io.slipway.db.Id;
import java.util.UUID;

/** Key of a certificate. */
public record CertificateId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
