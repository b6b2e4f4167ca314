package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.hub.HubId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who has a device in hand, and what that says about where it may be.
 *
 * @param leaseId null while the scope's account holds the device itself
 * @param reassignable whether its holder may move it; by a lease only with the right to
 * @param defaultHubId where its lessee wants it unless it says otherwise, null for no wish
 * @param pinned whether a reassignment placed it
 * @param awaited whether it was sent to its hub without having registered since
 * @param disabledBy the company that keeps it from registering, null while it may
 * @param departing hubs that are still to forget the device, so that it cannot come back there yet
 */
public record Holding(
        UUID holderId,
        UUID leaseId,
        boolean reassignable,
        UUID defaultHubId,
        boolean pinned,
        boolean awaited,
        UUID disabledBy,
        String disabledReason,
        Set<UUID> departing) {
    /** A device that is not known yet is its scope's. */
    static Holding of(ScopeAddress scope) {
        return new Holding(scope.accountId().value(), null, true, null, false, false, null, null, Set.of());
    }

    /** How the statement reads it: an array becomes a list. */
    public record Row(
            UUID holderId,
            UUID leaseId,
            boolean reassignable,
            UUID defaultHubId,
            boolean pinned,
            boolean awaited,
            UUID disabledBy,
            String disabledReason,
            List<UUID> departing) {
        Holding toHolding() {
            return new Holding(
                    holderId,
                    leaseId,
                    reassignable,
                    defaultHubId,
                    pinned,
                    awaited,
                    disabledBy,
                    disabledReason,
                    Set.copyOf(departing));
        }
    }

    public AccountId holder() {
        return new AccountId(holderId);
    }

    Holding wanting(HubId hub) {
        return new Holding(
                holderId, leaseId, reassignable, hub.value(), pinned, awaited, disabledBy, disabledReason, departing);
    }

    boolean isDisabledBy(UUID company) {
        return company.equals(disabledBy);
    }

    boolean isLeased() {
        return leaseId != null;
    }
}
