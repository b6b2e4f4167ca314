package io.slipway.enrollment;

import io.slipway.db.AccountId;
import io.slipway.supply.ScopeAccess;
import io.slipway.web.RawJson;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** One device that may register. */
@Entity
@IdClass(Enrollment.Key.class)
class Enrollment implements Enrolled {
    record Key(UUID scopeId, String registrationKey) implements Serializable {}

    @Id
    private UUID scopeId;

    @Id
    private String registrationKey;

    @Column(updatable = false)
    private UUID enrollmentId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID supplierId;

    @Column(updatable = false)
    private String registrationId;

    private String deviceId;
    private String optionalDeviceInformation;

    @Embedded
    private AttestationColumns attestation;

    @Embedded
    private ProvisioningColumns provisioning;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected Enrollment() {}

    Enrollment(ScopeAccess access, String registrationId, Instant now) {
        this.scopeId = access.scope().value();
        this.accountId = access.owner().value();
        this.supplierId = access.supplier() == null ? null : access.supplier().value();
        this.enrollmentId = UUID.randomUUID();
        this.registrationId = registrationId;
        this.registrationKey = RegistrationId.keyOf(registrationId);
        this.createdAt = now;
    }

    void change(EnrollmentDetails details, EnrollmentRules.Judged judged, Instant now) {
        this.deviceId = details.deviceId();
        this.optionalDeviceInformation = details.optionalDeviceInformation() == null
                ? null
                : details.optionalDeviceInformation().text();
        this.attestation = judged.attestation();
        this.provisioning = ProvisioningColumns.of(judged.settings());
        this.updatedAt = now;
    }

    void enable(boolean enabled, Instant now) {
        this.provisioning = provisioning.withStatus(enabled);
        this.updatedAt = now;
    }

    void replace(AttestationColumns rotated, Instant now) {
        this.attestation = rotated;
        this.updatedAt = now;
    }

    /** Everything people set on it, without keys. */
    EnrollmentDetails details() {
        ProvisioningSettings settings = settings();
        return new EnrollmentDetails(
                registrationId,
                deviceId,
                attestation.shown(false),
                RawJson.of(optionalDeviceInformation),
                new Capabilities(settings.iotEdge()),
                null,
                settings.iotHubs(),
                settings.allocationPolicy(),
                new ReprovisionPolicy(settings.updateHubAssignment(), settings.migrateDeviceData()),
                RawJson.of(settings.initialTwin()),
                settings.enabled() ? "enabled" : "disabled");
    }

    UUID scopeId() {
        return scopeId;
    }

    UUID accountId() {
        return accountId;
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

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Override
    public String name() {
        return registrationId;
    }

    @Override
    public boolean isGroup() {
        return false;
    }

    @Override
    public String keyPlace() {
        return EnrollmentKeys.ofEnrollment(enrollmentId);
    }

    @Override
    public AccountId supplier() {
        return supplierId == null ? null : new AccountId(supplierId);
    }

    @Override
    public AttestationColumns attestation() {
        return attestation;
    }

    @Override
    public ProvisioningSettings settings() {
        return provisioning == null ? null : provisioning.settings();
    }

    @Override
    public int version() {
        return version;
    }
}
