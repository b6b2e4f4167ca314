package io.slipway.enrollment;

import io.slipway.db.AccountId;
import io.slipway.supply.ScopeAccess;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** What enrollments and groups have in common: who brought it to a scope, how devices prove themselves, what they get. */
@MappedSuperclass
abstract class Enrolled {
    @Id
    private UUID scopeId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID supplierId;

    @Embedded
    private AttestationColumns attestation;

    @Embedded
    private ProvisioningColumns provisioning;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected Enrolled() {}

    Enrolled(ScopeAccess access, Instant now) {
        this.scopeId = access.scope().value();
        this.accountId = access.owner().value();
        this.supplierId = access.supplier() == null ? null : access.supplier().value();
        this.createdAt = now;
    }

    /** Its name as it is shown. */
    abstract String name();

    abstract boolean isGroup();

    /** Where its keys belong, so that they open nowhere else. */
    abstract String keyPlace();

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

    UUID scopeId() {
        return scopeId;
    }

    UUID accountId() {
        return accountId;
    }

    /** The manufacturer that brought it, null when the operator did. */
    AccountId supplier() {
        return supplierId == null ? null : new AccountId(supplierId);
    }

    /** Null until it was judged for the first time. */
    AttestationColumns attestation() {
        return attestation;
    }

    /** Null until it was judged for the first time. */
    ProvisioningSettings settings() {
        return provisioning == null ? null : provisioning.settings();
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
