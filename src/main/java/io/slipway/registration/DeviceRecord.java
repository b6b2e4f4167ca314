package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import io.slipway.spi.HubCredential;
import java.time.Instant;
import java.util.UUID;

/** The device row as the device plane reads and writes it; {@code version} 0 means that it is not there yet. */
public record DeviceRecord(
        UUID scopeId,
        String registrationId,
        UUID accountId,
        UUID supplierId,
        String attestationType,
        UUID enrollmentId,
        UUID enrollmentGroupId,
        String status,
        String substatus,
        UUID hubAccountId,
        UUID hubId,
        String hubHostName,
        String deviceId,
        String credential,
        Integer errorCode,
        String errorMessage,
        String payload,
        int version,
        Instant assignedAt,
        Instant updatedAt,
        String thumbprint) {
    boolean isAssigned() {
        return "assigned".equals(status);
    }

    /** What is known of the device, brought up to date with the enrollment that lets it in. */
    static DeviceRecord of(Pending pending, DeviceRecord known, Verdict.Admitted admitted) {
        boolean isNew = known == null;
        return new DeviceRecord(
                pending.scope().scopeId().value(),
                isNew ? admitted.registrationId() : known.registrationId,
                pending.scope().accountId().value(),
                isNew ? admitted.supplierId() : known.supplierId,
                admitted.attestationType(),
                admitted.enrollmentId(),
                admitted.enrollmentGroupId(),
                isNew ? "unassigned" : known.status,
                isNew ? null : known.substatus,
                isNew ? null : known.hubAccountId,
                isNew ? null : known.hubId,
                isNew ? null : known.hubHostName,
                isNew ? null : known.deviceId,
                isNew ? null : known.credential,
                isNew ? null : known.errorCode,
                isNew ? null : known.errorMessage,
                isNew ? null : known.payload,
                isNew ? 0 : known.version,
                isNew ? null : known.assignedAt,
                isNew ? null : known.updatedAt,
                thumbprint(admitted.credential()));
    }

    /** @param at when the assignment changed, null if it did not */
    DeviceRecord assignedTo(LinkedHub hub, String deviceId, String credential, String substatus, Instant at) {
        return new DeviceRecord(
                scopeId,
                registrationId,
                accountId,
                supplierId,
                attestationType,
                enrollmentId,
                enrollmentGroupId,
                "assigned",
                substatus,
                hub.accountId().value(),
                hub.hubId().value(),
                hub.hostName(),
                deviceId,
                credential,
                null,
                null,
                payload,
                version,
                at == null ? assignedAt : at,
                at == null ? updatedAt : at,
                thumbprint);
    }

    /** A device that was assigned keeps its hub in the row, so that nothing forgets where it is known. */
    DeviceRecord failed(int code, String sentence, Instant at) {
        return withStatus("failed", code, sentence, at);
    }

    DeviceRecord assigning(Instant at) {
        return withStatus("assigning", null, null, at);
    }

    private DeviceRecord withStatus(String status, Integer code, String sentence, Instant at) {
        return new DeviceRecord(
                scopeId,
                registrationId,
                accountId,
                supplierId,
                attestationType,
                enrollmentId,
                enrollmentGroupId,
                status,
                substatus,
                hubAccountId,
                hubId,
                hubHostName,
                deviceId,
                credential,
                code,
                sentence,
                payload,
                version,
                assignedAt,
                at,
                thumbprint);
    }

    DeviceRecord oneVersionOn() {
        return new DeviceRecord(
                scopeId,
                registrationId,
                accountId,
                supplierId,
                attestationType,
                enrollmentId,
                enrollmentGroupId,
                status,
                substatus,
                hubAccountId,
                hubId,
                hubHostName,
                deviceId,
                credential,
                errorCode,
                errorMessage,
                payload,
                version + 1,
                assignedAt,
                updatedAt,
                thumbprint);
    }

    private static String thumbprint(HubCredential credential) {
        return credential instanceof HubCredential.Thumbprints leaf ? leaf.primary() : null;
    }
}
