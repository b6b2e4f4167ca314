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

/** Many devices that may register, by one key to derive theirs from or one CA that signs their certificates. */
@Entity
@IdClass(EnrollmentGroup.Key.class)
class EnrollmentGroup implements Enrolled {
    record Key(UUID scopeId, String groupKey) implements Serializable {}

    @Id
    private UUID scopeId;

    @Id
    private String groupKey;

    @Column(updatable = false)
    private UUID enrollmentGroupId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID supplierId;

    @Column(updatable = false)
    private String groupId;

    @Embedded
    private AttestationColumns attestation;

    @Embedded
    private ProvisioningColumns provisioning;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected EnrollmentGroup() {}

    EnrollmentGroup(ScopeAccess access, String groupId, Instant now) {
        this.scopeId = access.scope().value();
        this.accountId = access.owner().value();
        this.supplierId = access.supplier() == null ? null : access.supplier().value();
        this.enrollmentGroupId = UUID.randomUUID();
        this.groupId = groupId;
        this.groupKey = RegistrationId.keyOf(groupId);
        this.createdAt = now;
    }

    void change(EnrollmentRules.Judged judged, Instant now) {
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
    GroupDetails details() {
        ProvisioningSettings settings = settings();
        return new GroupDetails(
                groupId,
                attestation.shown(true),
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

    UUID enrollmentGroupId() {
        return enrollmentGroupId;
    }

    String groupId() {
        return groupId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Override
    public String name() {
        return groupId;
    }

    @Override
    public boolean isGroup() {
        return true;
    }

    @Override
    public String keyPlace() {
        return EnrollmentKeys.ofGroup(enrollmentGroupId);
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
