package io.slipway.hub;

import java.time.Instant;

/** A hub link with what it joins; the other account's side is null where it is not to be seen. */
public record HubLinkFacts(
        HubLinkId id,
        String hub,
        String hostName,
        String health,
        String idScope,
        String scope,
        int weight,
        boolean applyAllocationPolicy,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
