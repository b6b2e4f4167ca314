package io.slipway.spi;

/**
 * A device identity to write.
 *
 * @param iotEdge whether the device is an edge gateway
 * @param enabled whether the device may connect
 * @param initialTwinJson {@code {"tags":{…},"properties":{"desired":{…}}}}, empty object for none
 * @param twin what to do with what the hub holds of the device already
 */
public record HubIdentity(
        String deviceId,
        HubCredential credential,
        boolean iotEdge,
        boolean enabled,
        String initialTwinJson,
        Twin twin) {
    public enum Twin {
        /** Keep an existing twin, and whether the device may connect; a new identity starts as it is given. */
        KEEP,
        /** Start again as it is given, whatever is there: enabled or not, with the initial twin and nothing reported. */
        RESET
    }
}
