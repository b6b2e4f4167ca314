package io.slipway.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A device as the acting account may see it. To a manufacturer, hub, device ID and errors are null: they are the
 * operator's and the holder's business.
 *
 * @param mine whether the acting account operates or holds it
 * @param held whether the acting account holds it: only then its twin is that account's to see
 * @param leaseId the lease its holder holds it by, null while the operator does
 * @param leaseEndsAt when that ends as things stand, null for open
 * @param rights what the lease lets the holder do; empty while the operator holds it
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
        @JsonIgnore UUID holderId,
        UUID leaseId,
        String leaseReference,
        Instant leaseEndsAt,
        List<String> rights,
        Instant heldSince,
        UUID hubId,
        boolean pinned,
        UUID disabledById,
        String disabledBy,
        String disabledReason,
        long registrations,
        int version,
        Instant createdAt,
        Instant assignedAt,
        Instant lastRegisteredAt) {
    public Device {
        rights = rights == null ? List.of() : List.copyOf(rights);
    }

    @JsonIgnore
    public boolean isDisabled() {
        return disabledById != null;
    }

    /** Whether its holder may do this: an operator anything, a lessee what its lease says. */
    boolean allows(String right) {
        return held && (leaseId == null || rights.contains(right));
    }

    /** Whether the acting account may enable it: it disabled it, or holds it as its operator, whoever left it so. */
    boolean mayBeEnabled() {
        UUID acting = held ? holderId : operatorId;
        return isDisabled() && (disabledById.equals(acting) || held && leaseId == null);
    }

    /** What its events are about. */
    String objectId() {
        return idScope + "/" + registrationId;
    }

    /** Where the next page of a list goes on. */
    String position() {
        return registrationId.toLowerCase(Locale.ROOT) + "~" + scopeId;
    }
}
