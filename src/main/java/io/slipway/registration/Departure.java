package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import java.util.UUID;

/** An identity to be removed from a hub that its device has left. */
public record Departure(UUID scopeId, String registrationKey, UUID hubId, String deviceId) {
    static Departure of(Pending pending, LinkedHub hub, String deviceId) {
        DeviceKey device = pending.device();
        return new Departure(
                device.scope().value(), device.registrationKey(), hub.hubId().value(), deviceId);
    }
}
