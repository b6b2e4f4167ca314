package io.slipway.spi;

/**
 * What became of one device.
 *
 * @param failure empty if it was done, else a sentence that the operator and the device are shown
 */
public record HubWrite(String deviceId, String failure) {
    public static HubWrite done(String deviceId) {
        return new HubWrite(deviceId, "");
    }

    public boolean isDone() {
        return failure.isEmpty();
    }
}
