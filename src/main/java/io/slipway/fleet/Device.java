package io.slipway.fleet;

import java.time.Instant;
import java.util.UUID;

/**
 * A device as the acting account may see it. To a manufacturer, hub, device ID and errors are null: they are the
 * operator's and the holder's business.
 *
 * @param mine whether the acting account operates or holds it
 * @param held whether the acting account holds it: only then its twin is that account's to see
 * @param leaseId the lease its holder holds it by, null while the operator does
 * @param registrations how often it has registered
 */
public record Device(
        UUID scopeId,
        String idScope,
        String registrationId,
        String attestationType,
        String enrollmentGroup,
        boolean individual,
        String status,
        String substatus,
        String hubHostName,
        String hubName,
        String deviceId,
        String operator,
        String holder,
        String supplier,
        Integer errorCode,
        String errorMessage,
        boolean mine,
        boolean held,
        UUID operatorId,
        UUID leaseId,
        UUID hubId,
        boolean pinned,
        String disabledBy,
        String disabledReason,
        long registrations,
        int version,
        Instant createdAt,
        Instant assignedAt,
        Instant lastRegisteredAt) {
    /** What its events are about. */
    String objectId() {
        return idScope + "/" + registrationId;
    }

    /** Where the next page of a list goes on. */
    String position() {
        return registrationId.toLowerCase(java.util.Locale.ROOT) + "~" + scopeId;
    }
}
