package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.supply.ScopeAddress;
import io.slipway.supply.Side;
import io.slipway.web.RawJson;
import io.slipway.web.Versions;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An individual enrollment as the API shows it: what {@link EnrollmentDetails} takes, and what it became. Keys are revealed
 * apart; a manufacturer is not shown where the operator's devices go.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnrollmentView(
        String idScope,
        String registrationId,
        String deviceId,
        RegistrationFacts registrationState,
        RawJson optionalDeviceInformation,
        AttestationMechanism attestation,
        Capabilities capabilities,
        String allocationPolicy,
        List<String> iotHubs,
        RawJson initialTwin,
        ReprovisionPolicy reprovisionPolicy,
        String provisioningStatus,
        @Schema(
                        description = "The manufacturer that brought it; absent when the operator did",
                        examples = "Acme Sensors")
                String suppliedBy,
        @Schema(description = "What If-Match takes") String etag,
        Instant createdDateTimeUtc,
        Instant lastUpdatedDateTimeUtc) {
    static EnrollmentView of(Enrollments.Found found, ScopeAddress address) {
        Enrollment enrollment = found.enrollment();
        EnrollmentDetails details = enrollment.details();
        boolean all = address.side() == Side.OPERATOR;
        return new EnrollmentView(
                address.idScope().value(),
                details.registrationId(),
                details.deviceId(),
                found.registration(),
                details.optionalDeviceInformation(),
                details.attestation(),
                details.capabilities(),
                all ? details.allocationPolicy() : null,
                all ? details.iotHubs() : null,
                details.initialTwin(),
                details.reprovisionPolicy(),
                details.provisioningStatus(),
                found.suppliedBy(),
                Versions.etag(enrollment.version()),
                enrollment.createdAt(),
                enrollment.updatedAt());
    }
}
