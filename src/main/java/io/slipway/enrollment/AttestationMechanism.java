package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a device proves who it is, as the DPS schema spells it (protocol section 3.3).
 *
 * <p>Given by people it may hold keys and certificates; answers hold neither, except the one that reveals keys.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttestationMechanism(
        @Schema(
                        enumeration = {"symmetricKey", "x509"},
                        examples = "symmetricKey")
                String type,
        SymmetricKeys symmetricKey,
        X509 x509,
        @Schema(hidden = true) JsonNode tpm) {
    static final String SYMMETRIC_KEY = "symmetricKey";
    static final String X_509 = "x509";

    /** Two keys that both work. Without them, keys are generated on creation and kept on a change. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SymmetricKeys(
            @Schema(description = "16 to 64 bytes in Base64; empty to generate or keep it") String primaryKey,
            @Schema(description = "16 to 64 bytes in Base64; empty to generate or keep it") String secondaryKey) {
        @Override
        public String toString() {
            return "SymmetricKeys[hidden]";
        }
    }

    /** Exactly one of the three; {@code clientCertificates} for one device, {@code signingCertificates} for a group. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record X509(
            @Schema(description = "The device's own certificates") CertificatePair clientCertificates,
            @Schema(description = "Intermediate CA certificates that sign the devices' certificates")
                    CertificatePair signingCertificates,
            @Schema(description = "Names of certificates of this scope") CaReferences caReferences) {}

    /** A certificate and the one that will replace it, or did. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CertificatePair(CertificateText primary, CertificateText secondary) {}

    /** A certificate going in, what Slipway understood of it coming out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CertificateText(
            @Schema(description = "PEM, Base64 of DER, or Base64 of PEM; without it the stored one is kept")
                    String certificate,
            @Schema(readOnly = true) CertificateInfo info) {}

    /** What a certificate says of itself. */
    public record CertificateInfo(
            String subjectName,
            String sha1Thumbprint,
            String sha256Thumbprint,
            String issuerName,
            Instant notBeforeUtc,
            Instant notAfterUtc,
            String serialNumber,
            int version) {}

    /** Names of certificates of the scope, whose keys sign the devices' certificates. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaReferences(@Schema(examples = "plant-root") String primary, String secondary) {}

    static AttestationMechanism symmetricKey(SymmetricKeys keys) {
        return new AttestationMechanism(SYMMETRIC_KEY, keys, null, null);
    }
}
