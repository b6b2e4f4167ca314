package io.slipway.reassignment;

import io.slipway.hub.LinkedHub;
import io.slipway.registration.DeviceRecord;
import io.slipway.registration.Identities;
import io.slipway.spi.HubIdentity;

/**
 * A device on its way.
 *
 * @param from where it is, null for nowhere
 * @param to where it goes, null for nowhere
 * @param identity what the target is given, null if nothing
 */
record Move(Part part, Identities.Movable movable, LinkedHub from, LinkedHub to, HubIdentity identity) {
    DeviceRecord device() {
        return movable.device();
    }

    boolean leaves() {
        return from != null && (to == null || !from.hubId().equals(to.hubId()));
    }

    boolean comes() {
        return to != null;
    }

    Move with(String initialTwinJson) {
        return new Move(
                part,
                movable,
                from,
                to,
                new HubIdentity(
                        identity.deviceId(),
                        identity.credential(),
                        identity.iotEdge(),
                        identity.enabled(),
                        initialTwinJson,
                        identity.twin()));
    }
}
