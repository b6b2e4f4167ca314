package io.slipway.enrollment;

import io.slipway.supply.ScopeAccess;
import io.slipway.web.RawJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** One device that may register. */
@Entity
@IdClass(Enrollment.Key.class)
class Enrollment extends Enrolled {
    record Key(UUID scopeId, String registrationKey) implements Serializable {}

    @Id
    private String registrationKey;

    @Column(updatable = false)
    private UUID enrollmentId;

    @Column(updatable = false)
    private String registrationId;

    private String deviceId;
    private String optionalDeviceInformation;

    protected Enrollment() {}

    Enrollment(ScopeAccess access, String registrationId, Instant now) {
        super(access, now);
        this.enrollmentId = UUID.randomUUID();
        this.registrationId = registrationId;
        this.registrationKey = RegistrationId.keyOf(registrationId);
    }

    void change(EnrollmentDetails details, EnrollmentRules.Judged judged, Instant now) {
        this.deviceId = details.deviceId();
        this.optionalDeviceInformation = details.optionalDeviceInformation() == null
                ? null
                : details.optionalDeviceInformation().text();
        change(judged, now);
    }

    /** Everything people set on it, without keys. */
    EnrollmentDetails details() {
        ProvisioningSettings settings = settings();
        return new EnrollmentDetails(
                registrationId,
                deviceId,
                attestation().shown(false),
                RawJson.of(optionalDeviceInformation),
                new Capabilities(settings.iotEdge()),
                null,
                settings.iotHubs(),
                settings.allocationPolicy(),
                new ReprovisionPolicy(settings.updateHubAssignment(), settings.migrateDeviceData()),
                RawJson.of(settings.initialTwin()),
                settings.enabled() ? "enabled" : "disabled");
    }

    UUID enrollmentId() {
        return enrollmentId;
    }

    String registrationId() {
        return registrationId;
    }

    String registrationKey() {
        return registrationKey;
    }

    String deviceId() {
        return deviceId;
    }

    String optionalDeviceInformation() {
        return optionalDeviceInformation;
    }

    @Override
    String name() {
        return registrationId;
    }

    @Override
    boolean isGroup() {
        return false;
    }

    @Override
    String keyPlace() {
        return EnrollmentKeys.ofEnrollment(enrollmentId);
    }
}
