package io.slipway.reassignment;

import io.slipway.scope.ScopeId;
import java.util.UUID;

/**
 * Devices of a lease that change hands.
 *
 * @param targetHubId where they go; null at the start to let allocation choose among the lessee's hubs, null at the end for
 *     no hub
 * @param disables whether they may not register any more afterwards
 */
public record Handover(UUID leaseId, ScopeId scope, Direction direction, UUID targetHubId, boolean disables) {}
