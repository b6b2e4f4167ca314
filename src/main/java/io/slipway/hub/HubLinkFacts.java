package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.audit.Act;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A hub link with what it joins, the same to both companies.
 *
 * @param scopeCompany the name of the scope's company, and {@code scopeAccount} what addresses call it
 * @param hubCompany the name of the hub's company, likewise
 * @param capacity how many devices the hub's company wants there at most, null for no limit
 * @param devices of the scope on the hub, all of them, whoever holds them
 * @param scopeEndsSince since when the scope's company wants it to end, null if it does not
 * @param hubEndsSince likewise the hub's company
 * @param scopeAbandonedAt when the scope's company gave the hub up, null if it did not
 * @param hubAbandonedAt likewise the hub's company
 * @param ofOurScope whether the acting account is the scope's company
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
        long devices,
        Instant scopeEndsSince,
        Instant hubEndsSince,
        Instant scopeAbandonedAt,
        Instant hubAbandonedAt,
        boolean ofOurScope,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    /** Whether it ends once its last device is gone. */
    public boolean isEnding() {
        return endingSince() != null;
    }

    /** Since when either company wants it to end. */
    public Instant endingSince() {
        return first(scopeEndsSince, hubEndsSince);
    }

    /** When either company gave the hub up, null if none did. */
    public Instant abandonedAt() {
        return first(scopeAbandonedAt, hubAbandonedAt);
    }

    /** When the acting account gave the hub up, null if it did not. */
    public Instant abandonedByUsAt() {
        return ofOurScope ? scopeAbandonedAt : hubAbandonedAt;
    }

    /** When the other company gave the hub up, null if it did not. */
    public Instant abandonedByThemAt() {
        return ofOurScope ? hubAbandonedAt : scopeAbandonedAt;
    }

    /** Since when the acting account wants it to end, null if it does not. */
    public Instant endedByUsSince() {
        return ofOurScope ? scopeEndsSince : hubEndsSince;
    }

    /** Since when the other company wants it to end, null if it does not. */
    public Instant endedByThemSince() {
        return ofOurScope ? hubEndsSince : scopeEndsSince;
    }

    /** The name of the other company. */
    public String partner() {
        return ofOurScope ? hubCompany : scopeCompany;
    }

    /** Whether the allocation policy gives it new devices. */
    public boolean isAllocated() {
        return applyAllocationPolicy && !isEnding();
    }

    /** Whether two companies share it. */
    public boolean isShared() {
        return !scopeAccount.equals(hubAccount);
    }

    /** Its page, below the acting account's address. */
    String path() {
        return ofOurScope ? "scopes/%s/hubs/%s".formatted(idScope, id) : "hubs/%s/links/%s".formatted(hub, id);
    }

    /** What the page at that path asks for. */
    Permission needs() {
        return ofOurScope ? Permission.VIEW_SCOPES : Permission.VIEW_HUBS;
    }

    Act act(String action) {
        return Act.of(action, id, scope + " – " + hostName);
    }

    private static Instant first(Instant... instants) {
        return Stream.of(instants)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
