package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** Northwind's devices: one or more of each attestation, registered through the real endpoint, and some that cannot. */
final class SampleFleet {
    private static final int TRACKERS = 12;
    private static final int SENSORS = 3;
    private final SampleApi api;
    private final SimulatedDevice device;
    private final String enrollments;
    private final SampleAuthority ca;

    SampleFleet(SampleApi api, DemoSettings settings, String idScope, SampleAuthority ca) {
        this.api = api;
        Path trustBundle = settings.applicationHome().resolve("device-tls/trust-bundle.pem");
        this.device = new SimulatedDevice(settings, idScope, trustBundle);
        this.enrollments = "scopes/" + idScope + "/enrollments";
        this.ca = ca;
    }

    /** Registering again changes nothing. */
    static void registerKiosks(DemoSettings settings, String idScope, byte[] groupKey) {
        Path trustBundle = settings.applicationHome().resolve("device-tls/trust-bundle.pem");
        SimulatedDevice device = new SimulatedDevice(settings, idScope, trustBundle);
        device.registerInGroup("kiosk-001", groupKey);
        device.registerInGroup("kiosk-002", groupKey);
    }

    void register(byte[] groupKey) {
        if (isRegistered("tracker-001")) {
            return;
        }
        for (int i = 1; i <= TRACKERS; i++) {
            device.registerInGroup("tracker-%03d".formatted(i), groupKey);
        }
        for (int i = 1; i <= SENSORS; i++) {
            String id = "sensor-%03d".formatted(i);
            device.register(id, ca.device(id), ca.certificate());
        }
        individuals();
        strays(groupKey);
    }

    private void individuals() {
        byte[] key = "a key of the demo's pump, 32 B..".getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(key);
        enroll(Map.of(
                "registrationId", "pump-001",
                "attestation",
                        Map.of(
                                "type",
                                "symmetricKey",
                                "symmetricKey",
                                Map.of("primaryKey", base64, "secondaryKey", base64)),
                "initialTwin", Map.of("tags", Map.of("site", "Rotterdam"))));
        device.register("pump-001", key);
        SampleAuthority.Identity gateway = SampleAuthority.selfSigned("gateway-001");
        enroll(Map.of(
                "registrationId",
                "gateway-001",
                "attestation",
                Map.of(
                        "type",
                        "x509",
                        "x509",
                        Map.of(
                                "clientCertificates",
                                Map.of(
                                        "primary",
                                        Map.of("certificate", SampleAuthority.pem(gateway.certificate())))))));
        device.register("gateway-001", gateway);
        enroll(Map.of("registrationId", "pump-002", "attestation", Map.of("type", "symmetricKey")));
    }

    /** What goes wrong in real life: a key that is not the device's, and a certificate of a CA that nobody uploaded. */
    private void strays(byte[] groupKey) {
        device.register("pump-002", groupKey);
        device.register("tracker-099", "not the key of any group".getBytes(StandardCharsets.UTF_8));
        device.register("sensor-099", SampleAuthority.selfSigned("sensor-099"));
    }

    private void enroll(Map<String, Object> enrollment) {
        api.post("northwind", enrollments, enrollment);
    }

    private boolean isRegistered(String id) {
        JsonNode found =
                api.get("northwind", "devices?search=" + id + "&limit=1").path("devices");
        return !found.isEmpty();
    }
}
