package io.slipway.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.Versions;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A certificate as the API shows it; {@code etag} is what {@code If-Match} takes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CertificateView(
        @Schema(examples = "0ne0017479D") String idScope,
        @Schema(examples = "acme-devices-ca") String name,
        @Schema(
                        enumeration = {"unverified", "verified", "expiring", "expired"},
                        examples = "verified")
                String state,
        @Schema(description = "The manufacturer that brought it; absent when the operator did", examples = "acme")
                String supplier,
        @Schema(examples = "CN=Acme Devices CA,O=Acme Sensors") String subject,
        @Schema(examples = "CN=Acme Root,O=Acme Sensors") String issuer,
        @Schema(examples = "2F9A01") String serialNumber,
        @Schema(description = "40 hexadecimal digits") String sha1Thumbprint,
        @Schema(description = "64 hexadecimal digits") String sha256Thumbprint,
        Instant notBefore,
        Instant notAfter,
        @Schema(description = "Present while a proof is awaited: the common name the verification certificate needs")
                String verificationCode,
        @Schema(description = "Absent while unverified") Instant verifiedAt,
        String etag,
        Instant createdAt,
        Instant updatedAt) {
    static CertificateView of(CertificateFacts facts) {
        return new CertificateView(
                facts.idScope().value(),
                facts.name(),
                facts.state().toString(),
                facts.supplier(),
                facts.subject(),
                facts.issuer(),
                facts.serialNumber(),
                facts.sha1Thumbprint(),
                facts.sha256Thumbprint(),
                facts.notBefore(),
                facts.notAfter(),
                facts.verificationCode(),
                facts.verifiedAt(),
                Versions.etag(facts.version()),
                facts.createdAt(),
                facts.updatedAt());
    }
}
