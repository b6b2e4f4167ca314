package io.slipway.spi;

/**
 * A device identity to write.
 *
 * @param iotEdge whether the device is an edge gateway
 * @param enabled whether the device may connect; of one that the hub holds already only with {@link Twin#REPLACE}
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
        /**
         * Start again with the initial twin and nothing reported, for a device in the same hands: whether it may connect stays, as
         * somebody may have disabled it; a new identity starts as it is given.
         */
        RESET,
        /**
         * Start again as it is given, whatever is there: enabled or not, with the initial twin and nothing reported, as for a device
         * that comes from another hub or holder.
         */
        REPLACE
    }
}
