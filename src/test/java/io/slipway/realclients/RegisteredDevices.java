package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.slipway.testing.Calls;

/** Devices for tests that need one to be somewhere. */
public final class RegisteredDevices {
    private RegisteredDevices() {}

    /** Enrolls a device with a key, and registers it. */
    public static void register(String slug, String idScope, String registrationId) {
        ProvisioningService service = new ProvisioningService(slug, Calls.as(slug), idScope, null);
        byte[] key = service.enroll(registrationId);
        RawDevice.Answer answer =
                RawDevice.withKey(service, registrationId, key).register();
        assertEquals("assigned", answer.state(), answer.toString());
    }
}
