package io.slipway.spi;

/**
 * A device identity to write.
 *
 * @param iotEdge whether the device is an edge gateway
 * @param initialTwinJson {@code {"tags":{…},"properties":{"desired":{…}}}}, empty object for none
 * @param twin what to do with a twin the hub holds already
 */
public record HubIdentity(
        String deviceId, HubCredential credential, boolean iotEdge, String initialTwinJson, Twin twin) {
    public enum Twin {
        /** Keep an existing twin; a new identity starts with the initial one. */
        KEEP,
        /** Start again with the initial twin, whatever is there; reported properties end too. */
        RESET
    }
}
