package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.slipway.testing.Calls;
import java.util.Base64;

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

    /** One that is enrolled already, with its key as the API shows it. */
    public static void again(String idScope, String registrationId, String key) {
        ProvisioningService service = new ProvisioningService(null, null, idScope, null);
        RawDevice.Answer answer = RawDevice.withKey(
                        service, registrationId, Base64.getDecoder().decode(key))
                .register();
        assertEquals("assigned", answer.state(), answer.toString());
    }
}
