package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Identity;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.x509.Thumbprints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an admitted device meets: the same answer again, one place at a time, and nobody else's scope. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RegistrationTest {
    private ProvisioningService service;

    @BeforeEach
    void a_scope_with_a_hub() {
        service = ProvisioningService.of("northwind");
    }

    @Test
    void repeating_is_safe_and_leaves_one_attempt() {
        RawDevice device = RawDevice.withKey(service, "pump-1", service.enroll("pump-1"));

        RawDevice.Answer first = device.register();
        RawDevice.Answer second = device.register();
        device.register();

        assertEquals("assigned", first.state(), first.toString());
        assertEquals("initialAssignment", first.substatus());
        assertEquals(first.hub(), second.hub());
        assertEquals(
                first.registration().path("createdDateTimeUtc"),
                second.registration().path("createdDateTimeUtc"));
        service.device("pump-1").body("registrations", equalTo(3)).body("hubHostName", equalTo(service.hub()));
        List<Map<String, Object>> attempts = service.attempts("pump-1");
        assertEquals(1, attempts.size());
        assertEquals("assigned", attempts.get(0).get("outcome"));
        assertEquals(
                "Assigned to %s as pump-1.".formatted(service.hub()),
                attempts.get(0).get("sentence"));
    }

    @Test
    void many_connections_registering_one_device_make_one_identity() throws Exception {
        byte[] key = service.enroll("pump-1");
        List<Callable<RawDevice.Answer>> connections = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            connections.add(() -> RawDevice.withKey(service, "pump-1", key).register());
        }

        ExecutorService together = Executors.newFixedThreadPool(connections.size());
        for (Future<RawDevice.Answer> answer : together.invokeAll(connections)) {
            assertEquals("assigned", answer.get().state());
            assertEquals(service.hub(), answer.get().hub());
        }
        together.shutdown();

        assertEquals("sas", service.identity("pump-1").get("authentication"));
        service.device("pump-1").body("registrations", equalTo(20));
        assertEquals(1, service.attempts("pump-1").size());
    }

    @Test
    void upper_and_lower_case_are_one_device() {
        byte[] key = service.enroll("Pump-1");

        assertEquals(
                "assigned", RawDevice.withKey(service, "PUMP-1", key).register().state());
        assertEquals(
                "Pump-1", RawDevice.withKey(service, "pump-1", key).register().deviceId());

        service.device("pump-1").body("registrations", equalTo(2));
    }

    @Test
    void a_status_lookup_tells_without_registering_again() {
        RawDevice device = RawDevice.withKey(service, "pump-1", service.enroll("pump-1"));

        RawDevice.Answer before = device.lookUp();
        assertEquals(404, before.status());
        assertEquals("not-registered", before.reason());

        device.register();
        RawDevice.Answer after = device.lookUp();
        assertEquals(200, after.status());
        assertEquals("assigned", after.state());
        assertEquals(service.hub(), after.hub());
        assertFalse(after.body().has("operationId"));
        service.device("pump-1").body("registrations", equalTo(1));
    }

    @Test
    void an_operation_can_be_asked_for_with_the_devices_credential_only() {
        byte[] key = service.enroll("pump-1");
        RawDevice device = RawDevice.withKey(service, "pump-1", key);
        String operation = device.register().body().path("operationId").asText();

        RawDevice.Answer answer = device.operation(operation);

        assertEquals(200, answer.status());
        assertEquals("assigned", answer.state());
        assertEquals(
                401,
                RawDevice.withNothing(service, "pump-1").operation(operation).status());
        assertEquals(
                401,
                RawDevice.withKey(service, "pump-1", new byte[32])
                        .operation(operation)
                        .status());
    }

    @Test
    void a_disabled_device_registers_again_once_enabled() {
        RawDevice device = RawDevice.withKey(service, "pump-1", service.enroll("pump-1"));
        device.register();
        service.enable("enrollments/pump-1", false);
        assertEquals("disabled", device.register().state());

        service.enable("enrollments/pump-1", true);

        assertEquals("assigned", device.register().state());
    }

    @Test
    void a_deprovisioned_device_leaves_its_hub_and_may_come_back() {
        RawDevice device = RawDevice.withKey(service, "pump-1", service.enroll("pump-1"));
        device.register();

        service.calls().delete(service.scope("devices/pump-1/assignment")).statusCode(204);

        service.device("pump-1").body("hubHostName", nullValue()).body("status", equalTo("unassigned"));
        assertEquals(0, identities("pump-1"));
        assertEquals(404, device.lookUp().status());

        assertEquals("assigned", device.register().state());
        assertEquals(1, identities("pump-1"));
    }

    @Test
    void a_changed_enrollment_key_reaches_the_hub_with_the_next_registration() {
        byte[] key = service.enroll("pump-1");
        RawDevice.withKey(service, "pump-1", key).register();
        Object sealed = service.identity("pump-1").get("version");

        service.calls()
                .post(service.scope("enrollments/pump-1/rotations"), Map.of("key", "secondary"))
                .statusCode(200);
        assertEquals(
                "assigned", RawDevice.withKey(service, "pump-1", key).register().state());

        assertNotEquals(sealed, service.identity("pump-1").get("version"));
    }

    @Test
    void without_a_policy_a_twin_survives_registering_again() {
        byte[] key = service.enroll("pump-1", twin(Map.of("updateHubAssignment", true, "migrateDeviceData", true)));
        RawDevice device = RawDevice.withKey(service, "pump-1", key);
        device.register();
        changeTwin("pump-1");

        assertEquals("initialAssignment", device.register().substatus());

        assertEquals("{\"site\":\"B\"}", service.identity("pump-1").get("tags"));
    }

    @Test
    void a_policy_to_reset_brings_the_initial_twin_back_each_time() {
        byte[] key = service.enroll("pump-1", twin(Map.of("updateHubAssignment", true, "migrateDeviceData", false)));
        RawDevice device = RawDevice.withKey(service, "pump-1", key);
        assertEquals("initialAssignment", device.register().substatus());
        changeTwin("pump-1");

        assertEquals("deviceDataReset", device.register().substatus());

        assertEquals("{\"site\":\"A\"}", service.identity("pump-1").get("tags"));
    }

    @Test
    void a_policy_to_reset_does_not_enable_what_was_disabled_in_the_hub() {
        byte[] key = service.enroll("pump-1", twin(Map.of("updateHubAssignment", true, "migrateDeviceData", false)));
        RawDevice device = RawDevice.withKey(service, "pump-1", key);
        device.register();
        Sql.as("northwind")
                .update(
                        """
                        update hub_device set status = 'disabled', tags = '{"site":"B"}'
                         where device_id = 'pump-1' and hub_id = (select hub_id from hub where host_name = ?)
                        """,
                        service.hub());

        assertEquals("deviceDataReset", device.register().substatus());

        assertEquals("{\"site\":\"A\"}", service.identity("pump-1").get("tags"));
        assertEquals("disabled", service.identity("pump-1").get("status"));
    }

    @Test
    void a_device_whose_hub_is_taken_from_it_moves_with_its_twin() {
        byte[] key = service.enroll("pump-1", twin(Map.of("updateHubAssignment", true, "migrateDeviceData", true)));
        RawDevice device = RawDevice.withKey(service, "pump-1", key);
        device.register();
        changeTwin("pump-1");

        String other = pinToAnotherHub("pump-1");
        RawDevice.Answer answer = device.register();

        assertEquals(other, answer.hub(), answer.toString());
        assertEquals("deviceDataMigrated", answer.substatus());
        assertEquals("{\"site\":\"B\"}", at(other).identity("pump-1").get("tags"));
        await().atMost(Duration.ofSeconds(20)).until(() -> identities("pump-1") == 0);
    }

    @Test
    void a_device_that_is_never_to_be_reprovisioned_stays() {
        byte[] key = service.enroll("pump-1", twin(Map.of("updateHubAssignment", false, "migrateDeviceData", false)));
        RawDevice device = RawDevice.withKey(service, "pump-1", key);
        device.register();

        pinToAnotherHub("pump-1");

        assertEquals(service.hub(), device.register().hub());
        assertEquals(1, identities("pump-1"));
    }

    @Test
    void one_key_of_two_devices_is_two_credentials_to_their_names() {
        Identity first = Identity.selfSigned("gateway-1");
        Identity second = first.sameKeyAs("gateway-2");
        service.enroll("gateway-1", first);
        service.enroll("gateway-2", second);

        assertEquals(
                "assigned",
                RawDevice.withCertificate(service, "gateway-1", first, 0)
                        .register()
                        .state());
        assertEquals(
                "assigned",
                RawDevice.withCertificate(service, "gateway-2", second, 0)
                        .register()
                        .state());
        assertEquals(
                "common-name-mismatch",
                RawDevice.withCertificate(service, "gateway-2", first, 0)
                        .register()
                        .reason());

        assertEquals(
                Thumbprints.sha1(second.certificate()),
                service.identity("gateway-2").get("primary_thumbprint"));
    }

    @Test
    void a_ca_that_two_companies_proved_admits_a_device_where_it_is_addressed_only() {
        ProvisioningService bolt = ProvisioningService.of("bolt");
        Identity root = Identity.root("Shared Root");
        service.groupOfCa("sensors", service.certificate(root));
        bolt.groupOfCa("sensors", bolt.certificate(root));
        Identity device = root.leaf("sensor-1");

        RawDevice.Answer answer =
                RawDevice.withCertificate(service, "sensor-1", device, 0).register();

        assertEquals(service.hub(), answer.hub());
        bolt.device("sensor-1").statusCode(404);
        assertEquals(List.of(), bolt.attempts("sensor-1"));
        assertEquals(
                bolt.hub(),
                RawDevice.withCertificate(bolt, "sensor-1", device, 0)
                        .register()
                        .hub());
        service.device("sensor-1").body("hubHostName", equalTo(service.hub()));
    }

    @Test
    void a_ca_that_another_company_proved_admits_nobody_here() {
        ProvisioningService bolt = ProvisioningService.of("bolt");
        Identity root = Identity.root("Bolt Root");
        bolt.groupOfCa("sensors", bolt.certificate(root));
        service.groupOfCa("sensors", service.upload(root));

        RawDevice.Answer answer = RawDevice.withCertificate(service, "sensor-1", root.leaf("sensor-1"), 0)
                .register();

        assertEquals("ca-not-verified", answer.reason());
        assertEquals(List.of(), bolt.attempts("sensor-1"));
    }

    @Test
    void a_key_of_one_company_opens_nothing_in_anothers_scope() {
        ProvisioningService bolt = ProvisioningService.of("bolt");
        byte[] key = service.enroll("pump-1");
        bolt.enroll("pump-1");

        assertEquals(
                "wrong-key", RawDevice.withKey(bolt, "pump-1", key).register().reason());
        assertEquals(
                "signature-for-another",
                RawDevice.withToken(
                                bolt.idScope(),
                                "pump-1",
                                RawDevice.token(service.idScope() + "/registrations/pump-1", key, 3600))
                        .register()
                        .reason());
    }

    private static Map<String, Object> twin(Map<String, ?> policy) {
        return Map.of("reprovisionPolicy", policy, "initialTwin", Map.of("tags", Map.of("site", "A")));
    }

    private void changeTwin(String deviceId) {
        Sql.as("northwind")
                .update(
                        """
                        update hub_device set tags = '{"site":"B"}'
                         where device_id = ? and hub_id = (select hub_id from hub where host_name = ?)
                        """,
                        deviceId,
                        service.hub());
    }

    /** Through its enrollment, which from then on names no other. */
    private String pinToAnotherHub(String id) {
        String other = service.linkNewHub("other-" + service.idScope().toLowerCase());
        Map<String, Object> enrollment = service.calls()
                .get(service.scope("enrollments/" + id))
                .statusCode(200)
                .extract()
                .path("$");
        service.calls()
                .put(
                        service.scope("enrollments/" + id),
                        Map.of(
                                "attestation",
                                Map.of("type", "symmetricKey"),
                                "iotHubs",
                                List.of(other),
                                "reprovisionPolicy",
                                enrollment.get("reprovisionPolicy"),
                                "initialTwin",
                                enrollment.get("initialTwin")))
                .statusCode(200);
        return other;
    }

    private ProvisioningService at(String hub) {
        return new ProvisioningService(service.slug(), service.calls(), service.idScope(), hub);
    }

    private int identities(String deviceId) {
        return Sql.as("northwind")
                .rows(
                        """
                        select device_id from hub_device
                         where device_id = ? and hub_id = (select hub_id from hub where host_name = ?)
                        """,
                        deviceId,
                        service.hub())
                .size();
    }
}
