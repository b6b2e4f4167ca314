package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** What became of an enrolled device, by the names of the DPS schema's registration state. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegistrationFacts(
        String registrationId,
        String status,
        String substatus,
        String assignedHub,
        String deviceId,
        Integer errorCode,
        String errorMessage,
        Instant lastRegisteredDateTimeUtc,
        Instant createdDateTimeUtc,
        Instant lastUpdatedDateTimeUtc) {
    static RegistrationFacts none(String registrationId) {
        return new RegistrationFacts(registrationId, "unassigned", null, null, null, null, null, null, null, null);
    }

    /** Whether it registered is all that a manufacturer learns. */
    RegistrationFacts forSupplier() {
        return new RegistrationFacts(
                registrationId,
                status,
                null,
                null,
                null,
                null,
                null,
                lastRegisteredDateTimeUtc,
                createdDateTimeUtc,
                lastUpdatedDateTimeUtc);
    }

    public boolean isRegistered() {
        return lastRegisteredDateTimeUtc != null;
    }
}
