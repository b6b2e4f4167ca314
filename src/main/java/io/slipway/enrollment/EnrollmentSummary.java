package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a list of enrollments.
 *
 * @param suppliedBy name of the manufacturer that brought it, null when the operator did
 * @param registrationStatus what became of the device, {@code unassigned} until it registers
 * @param assignedHub shown to the operator only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnrollmentSummary(
        String idScope,
        String scopeName,
        @JsonIgnore UUID scopeId,
        String registrationId,
        @JsonIgnore String registrationKey,
        String deviceId,
        String attestationType,
        String provisioningStatus,
        String suppliedBy,
        String registrationStatus,
        String assignedHub,
        Instant lastRegisteredDateTimeUtc,
        Instant createdDateTimeUtc,
        Instant lastUpdatedDateTimeUtc) {
    String cursor() {
        return EnrollmentFilter.cursor(registrationKey, scopeId);
    }

    EnrollmentSummary withoutHub() {
        return new EnrollmentSummary(
                idScope,
                scopeName,
                scopeId,
                registrationId,
                registrationKey,
                deviceId,
                attestationType,
                provisioningStatus,
                suppliedBy,
                registrationStatus,
                null,
                lastRegisteredDateTimeUtc,
                createdDateTimeUtc,
                lastUpdatedDateTimeUtc);
    }
}
