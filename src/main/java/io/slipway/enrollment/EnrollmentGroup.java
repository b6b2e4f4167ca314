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

/** Many devices that may register, by one key to derive theirs from or one CA that signs their certificates. */
@Entity
@IdClass(EnrollmentGroup.Key.class)
class EnrollmentGroup extends Enrolled {
    record Key(UUID scopeId, String groupKey) implements Serializable {}

    @Id
    private String groupKey;

    @Column(updatable = false)
    private UUID enrollmentGroupId;

    @Column(updatable = false)
    private String groupId;

    protected EnrollmentGroup() {}

    EnrollmentGroup(ScopeAccess access, String groupId, Instant now) {
        super(access, now);
        this.enrollmentGroupId = UUID.randomUUID();
        this.groupId = groupId;
        this.groupKey = RegistrationId.keyOf(groupId);
    }

    /** Everything people set on it, without keys. */
    GroupDetails details() {
        ProvisioningSettings settings = settings();
        return new GroupDetails(
                groupId,
                attestation().shown(true),
                new Capabilities(settings.iotEdge()),
                null,
                settings.iotHubs(),
                settings.allocationPolicy(),
                new ReprovisionPolicy(settings.updateHubAssignment(), settings.migrateDeviceData()),
                RawJson.of(settings.initialTwin()),
                settings.enabled() ? "enabled" : "disabled");
    }

    UUID enrollmentGroupId() {
        return enrollmentGroupId;
    }

    String groupId() {
        return groupId;
    }

    @Override
    String name() {
        return groupId;
    }

    @Override
    boolean isGroup() {
        return true;
    }

    @Override
    String keyPlace() {
        return EnrollmentKeys.ofGroup(enrollmentGroupId);
    }
}
