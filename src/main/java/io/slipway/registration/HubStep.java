package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import io.slipway.spi.HubIdentity;
import java.util.Optional;

/**
 * What has to be written to a hub before a device is told to go there.
 *
 * @param device the row as it was, to fall back on if the hub refuses
 * @param left the hub the device leaves, whose identity of it ends once the new one is committed
 * @param migrates whether the twin of the hub that is left goes along
 */
record HubStep(
        LinkedHub hub,
        HubIdentity identity,
        Optional<LinkedHub> left,
        boolean migrates,
        DeviceRecord device,
        Verdict.Admitted admitted) {
    HubStep with(String initialTwinJson) {
        HubIdentity moved = new HubIdentity(
                identity.deviceId(),
                identity.credential(),
                identity.iotEdge(),
                identity.enabled(),
                initialTwinJson,
                identity.twin());
        return new HubStep(hub, moved, left, migrates, device, admitted);
    }
}
