package io.slipway.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/** {@code DeviceRegistrationResult} (protocol section 1.3): absent fields are left out, times are ISO 8601 in UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegistrationState(
        String registrationId,
        Instant createdDateTimeUtc,
        String assignedHub,
        String deviceId,
        String status,
        String substatus,
        Integer errorCode,
        String errorMessage,
        Instant lastUpdatedDateTimeUtc,
        String etag,
        @JsonRawValue String payload,
        GroupReference symmetricKey,
        X509Reference x509) {
    /** Which group let a symmetric-key device in. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GroupReference(String enrollmentGroupId) {}

    /** Which group let a certificate in, and the certificates that counted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record X509Reference(
            String enrollmentGroupId, CertificateInfo certificateInfo, CertificateInfo signingCertificateInfo) {}

    /** {@code X509CertificateInfo} (protocol section 1.3). */
    public record CertificateInfo(
            String subjectName,
            String sha1Thumbprint,
            String sha256Thumbprint,
            String issuerName,
            Instant notBeforeUtc,
            Instant notAfterUtc,
            String serialNumber,
            int version) {}
}
