package io.slipway.reassignment;

import io.slipway.scope.ScopeId;
import java.util.UUID;

/**
 * Devices of a lease that change hands.
 *
 * @param targetHubId where they go; null to let allocation choose among the hubs of who gets them
 * @param disables whether they may not register any more afterwards; then they go to no hub
 */
public record Handover(UUID leaseId, ScopeId scope, Direction direction, UUID targetHubId, boolean disables) {}
