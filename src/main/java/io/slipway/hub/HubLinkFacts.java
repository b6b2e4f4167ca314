package io.slipway.hub;

import io.slipway.audit.Act;
import java.time.Instant;

/**
 * A hub link with what it joins, the same to both companies.
 *
 * @param scopeCompany the name of the scope's company, and {@code scopeAccount} what addresses call it
 * @param hubCompany the name of the hub's company, likewise
 * @param capacity how many devices the hub's company wants there at most, null for no limit
 * @param endingSince null unless the link ends once its last device is gone
 * @param endingByUs whether the acting account wants it to end
 */
public record HubLinkFacts(
        HubLinkId id,
        String hub,
        String hostName,
        String health,
        Integer capacity,
        String hubCompany,
        String hubAccount,
        String idScope,
        String scope,
        String scopeCompany,
        String scopeAccount,
        int weight,
        boolean applyAllocationPolicy,
        Instant endingSince,
        boolean endingByUs,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    public boolean isEnding() {
        return endingSince != null;
    }

    /** Whether the allocation policy gives it new devices. */
    public boolean isAllocated() {
        return applyAllocationPolicy && !isEnding();
    }

    /** Whether two companies share it. */
    public boolean isShared() {
        return !scopeAccount.equals(hubAccount);
    }

    Act act(String action) {
        return Act.of(action, id, scope + " – " + hostName);
    }
}
