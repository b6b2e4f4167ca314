package io.slipway.device;

import io.quarkus.arc.Arc;

/** Where the device listener of the application under test is to be found. */
public final class Endpoint {
    private Endpoint() {}

    /** Its certificate covers this name. */
    public static String hostAndPort() {
        return "localhost:"
                + Arc.container().instance(DeviceListener.class).get().port();
    }

    /** The certificate of the authority that issued the listener's, as PEM. */
    public static String trustBundle() {
        return Arc.container().instance(DeviceTls.class).get().trustBundle().orElseThrow();
    }
}
