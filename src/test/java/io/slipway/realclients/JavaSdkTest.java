package io.slipway.realclients;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.security.DerivedKey;
import io.slipway.security.Secrets;
import io.slipway.testing.Identity;
import io.slipway.testing.Stack;
import io.slipway.x509.Thumbprints;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An unmodified vendor SDK registers over HTTPS and is told its hub, which then knows the very credential. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class JavaSdkTest {
    @Inject
    Secrets secrets;

    private ProvisioningService service;

    @BeforeEach
    void a_scope_with_a_hub() {
        service = ProvisioningService.of("northwind");
    }

    @Test
    void a_device_with_its_own_key_is_assigned() {
        byte[] key = service.enroll("pump-1", Map.of("deviceId", "pump-one"));

        assertAssigned(JavaSdk.register(service, "pump-1", key), "pump-one");
        assertKey(key, "pump-one");
    }

    @Test
    void a_device_with_a_key_derived_from_its_groups_is_assigned() {
        byte[] key = DerivedKey.of(service.group("trackers"), "tracker-1");

        assertAssigned(JavaSdk.register(service, "tracker-1", key), "tracker-1");
        assertKey(key, "tracker-1");
        service.device("tracker-1").body("enrollmentGroup", equalTo("trackers"));
    }

    @Test
    void a_device_with_its_own_certificate_is_assigned() {
        Identity device = Identity.selfSigned("gateway-1");
        service.enroll("gateway-1", device);

        assertAssigned(JavaSdk.register(service, device, 0), "gateway-1");
        assertThumbprint(device, "gateway-1");
    }

    @Test
    void a_device_below_an_intermediate_of_a_verified_root_is_assigned() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));
        Identity device = root.ca("Fleet Line 4").leaf("sensor-1");

        assertAssigned(JavaSdk.register(service, device, 1), "sensor-1");
        assertThumbprint(device, "sensor-1");
        service.device("sensor-1").body("enrollmentGroup", equalTo("sensors"));
    }

    @Test
    void the_group_of_the_nearest_intermediate_decides() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("everything", service.certificate(root));
        Identity line = root.ca("Fleet Line 5");
        service.groupOfIntermediate("line-5", line);
        Identity device = line.leaf("sensor-2");

        assertAssigned(JavaSdk.register(service, device, 2), "sensor-2");
        assertThumbprint(device, "sensor-2");
        service.device("sensor-2").body("enrollmentGroup", equalTo("line-5"));
    }

    @Test
    void a_device_with_a_wrong_key_reads_why_in_its_log() {
        byte[] key = service.enroll("pump-1");
        key[0]++;

        assertRefused(
                JavaSdk.register(service, "pump-1", key),
                "pump-1",
                "The signature does not fit the keys of the individual enrollment pump-1. Check the device's key.");
    }

    @Test
    void a_disabled_device_reads_why_in_its_log() {
        byte[] key = service.enroll("pump-1");
        service.enable("enrollments/pump-1", false);

        assertRefused(
                JavaSdk.register(service, "pump-1", key), "pump-1", "The individual enrollment pump-1 is disabled.");
    }

    @Test
    void a_device_of_an_unverified_ca_reads_why_in_its_log() {
        Identity root = Identity.root("Stranger's Root");
        service.groupOfCa("sensors", service.upload(root));

        assertRefused(
                JavaSdk.register(service, root.leaf("sensor-3"), 0),
                "sensor-3",
                "is uploaded but not verified. Prove possession of its key first.");
    }

    private void assertAssigned(JavaSdk.Outcome outcome, String deviceId) {
        assertEquals(0, outcome.exit(), outcome.said());
        assertEquals("PROVISIONING_DEVICE_STATUS_ASSIGNED", outcome.value("status"));
        assertEquals(service.hub(), outcome.value("hub"));
        assertEquals(deviceId, outcome.value("deviceId"));
    }

    private void assertRefused(JavaSdk.Outcome outcome, String id, String sentence) {
        assertNotEquals(0, outcome.exit(), outcome.said());
        assertThat(outcome.said(), containsString(sentence));
        List<Map<String, Object>> attempts = service.attempts(id);
        assertEquals(1, attempts.size());
        assertThat((String) attempts.get(0).get("sentence"), containsString(sentence));
    }

    private void assertKey(byte[] key, String deviceId) {
        Map<String, Object> identity = service.identity(deviceId);
        assertEquals("sas", identity.get("authentication"));
        String place = "hub-device/" + identity.get("hub_id") + "/" + deviceId;
        assertArrayEquals(key, secrets.open((byte[]) identity.get("primary_key"), place));
    }

    private void assertThumbprint(Identity device, String deviceId) {
        Map<String, Object> identity = service.identity(deviceId);
        assertEquals("selfSigned", identity.get("authentication"));
        assertEquals(Thumbprints.sha1(device.certificate()), identity.get("primary_thumbprint"));
    }
}
