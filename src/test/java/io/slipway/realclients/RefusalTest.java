package io.slipway.realclients;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Identity;
import io.slipway.testing.Identity.Term;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every reason for turning a device away: what the device is told, and that the operator can read the same. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RefusalTest {
    private static final int UNAUTHORIZED = 401002;
    private static final int DISABLED = 403001;

    @Inject
    TestClock clock;

    private ProvisioningService service;

    @BeforeEach
    void a_scope_with_a_hub() {
        service = ProvisioningService.of("northwind");
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void a_wrong_key() {
        byte[] key = service.enroll("pump-1");
        key[0]++;

        assertRefused(
                RawDevice.withKey(service, "pump-1", key).register(),
                "pump-1",
                "wrong-key",
                "The signature does not fit the keys of the individual enrollment pump-1. Check the device's key.");
    }

    @Test
    void a_key_of_no_group() {
        byte[] key = service.group("trackers");
        key[0]++;

        assertRefused(
                RawDevice.inGroup(service, "tracker-1", key).register(),
                "tracker-1",
                "wrong-key",
                "There is no individual enrollment for tracker-1, and the signature fits no symmetric-key group of"
                        + " the scope.");
    }

    @Test
    void the_groups_key_itself() {
        byte[] key = service.group("trackers");

        assertRefused(
                RawDevice.withKey(service, "tracker-1", key).register(),
                "tracker-1",
                "wrong-key",
                "Sign with the key derived from the group's key, not with the group's key itself.");
    }

    @Test
    void a_device_that_nobody_enrolled() {
        assertRefused(
                RawDevice.withKey(service, "stray-1", new byte[32]).register(),
                "stray-1",
                "not-enrolled",
                "There is no individual enrollment for stray-1, and the scope has no symmetric-key group.");
    }

    @Test
    void an_expired_token() {
        byte[] key = service.enroll("pump-1");
        String token = RawDevice.token(service.idScope() + "/registrations/pump-1", key, -3600);

        assertRefused(
                RawDevice.withToken(service.idScope(), "pump-1", token).register(),
                "pump-1",
                "signature-expired",
                "The token expired at ");
    }

    @Test
    void a_token_without_end() {
        byte[] key = service.enroll("pump-1");
        String token = RawDevice.token(service.idScope() + "/registrations/pump-1", key, 4_000_000_000L);

        assertRefused(
                RawDevice.withToken(service.idScope(), "pump-1", token).register(),
                "pump-1",
                "signature-too-long-valid",
                "Make tokens that end within a year.");
    }

    @Test
    void a_token_for_another_device() {
        byte[] key = service.enroll("pump-1");
        String token = RawDevice.token(service.idScope() + "/registrations/pump-2", key, 3600);

        assertRefused(
                RawDevice.withToken(service.idScope(), "pump-1", token).register(),
                "pump-1",
                "signature-for-another",
                "The token is for \"%1$s/registrations/pump-2\", not for \"%1$s/registrations/pump-1\"."
                        .formatted(service.idScope()));
    }

    @Test
    void a_token_that_cannot_be_read() {
        service.enroll("pump-1");

        assertRefused(
                RawDevice.withToken(service.idScope(), "pump-1", "SharedAccessSignature sr=x&sig=y")
                        .register(),
                "pump-1",
                "malformed-signature",
                "");
    }

    @Test
    void no_credential() {
        service.enroll("pump-1");

        assertRefused(
                RawDevice.withNothing(service, "pump-1").register(),
                "pump-1",
                "no-credential",
                "The request has no Authorization header with a SharedAccessSignature.");
    }

    @Test
    void a_key_where_a_certificate_is_enrolled_and_the_other_way_round() {
        service.enroll("gateway-1", Identity.selfSigned("gateway-1"));
        service.enroll("pump-1");

        assertRefused(
                RawDevice.withKey(service, "gateway-1", new byte[32]).register(),
                "gateway-1",
                "wrong-attestation",
                "gateway-1 is enrolled with a certificate, but presented none in the TLS handshake.");
        assertRefused(
                RawDevice.withCertificate(service, "pump-1", Identity.selfSigned("pump-1"), 0)
                        .register(),
                "pump-1",
                "wrong-attestation",
                "pump-1 is enrolled with a symmetric key, but presented a certificate.");
    }

    @Test
    void a_certificate_that_is_not_the_enrolled_one() {
        service.enroll("gateway-1", Identity.selfSigned("gateway-1"));

        assertRefused(
                RawDevice.withCertificate(service, "gateway-1", Identity.selfSigned("gateway-1"), 0)
                        .register(),
                "gateway-1",
                "wrong-certificate",
                "is not one that gateway-1 is enrolled with.");
    }

    @Test
    void a_certificate_with_another_common_name() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));
        Identity device = root.leaf("sensor-2");

        assertRefused(
                RawDevice.withCertificate(service, "sensor-1", device, 0).register(),
                "sensor-1",
                "common-name-mismatch",
                "The certificate's common name is \"sensor-2\", the registration ID is \"sensor-1\". They must be equal.");
        assertEquals(List.of("CN=sensor-2"), presented("sensor-1"));
    }

    @Test
    void an_unverified_ca() {
        Identity root = Identity.root("Unproved Root");
        service.groupOfCa("sensors", service.upload(root));

        assertRefused(
                RawDevice.withCertificate(service, "sensor-1", root.leaf("sensor-1"), 1)
                        .register(),
                "sensor-1",
                "ca-not-verified",
                "The CA \"CN=Unproved Root\" is uploaded but not verified. Prove possession of its key first.");
        assertEquals(List.of("CN=sensor-1", "CN=Unproved Root"), presented("sensor-1"));
    }

    @Test
    void a_ca_whose_verification_was_withdrawn() {
        Identity root = Identity.root("Fleet Root");
        String certificate = service.certificate(root);
        service.groupOfCa("sensors", certificate);
        RawDevice device = RawDevice.withCertificate(service, "sensor-1", root.leaf("sensor-1"), 0);
        assertEquals("assigned", device.register().state());

        service.calls()
                .post(
                        service.scope("certificates/" + certificate + "/verification-withdrawals"),
                        Map.of("reason", "The key was copied"))
                .statusCode(200);

        RawDevice.Answer answer = device.register();
        assertEquals("ca-not-verified", answer.reason());
        assertEquals(answer.message(), service.attempts("sensor-1").get(0).get("sentence"));
        service.device("sensor-1").body("status", equalTo("assigned"));
    }

    @Test
    void a_ca_that_nobody_uploaded() {
        Identity line = Identity.root("Stranger").ca("Stranger's Line");

        assertRefused(
                RawDevice.withCertificate(service, "sensor-1", line.leaf("sensor-1"), 2)
                        .register(),
                "sensor-1",
                "ca-not-found",
                "CA certificate not found.");
        assertEquals(List.of("CN=sensor-1", "CN=Stranger's Line", "CN=Stranger"), presented("sensor-1"));
    }

    @Test
    void a_verified_ca_without_a_group() {
        Identity root = Identity.root("Idle Root");
        service.certificate(root);

        assertRefused(
                RawDevice.withCertificate(service, "sensor-1", root.leaf("sensor-1"), 0)
                        .register(),
                "sensor-1",
                "no-group-for-ca",
                "The CA \"CN=Idle Root\" is verified, but no enrollment group names it");
    }

    @Test
    void a_missing_intermediate() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));
        Identity device = root.ca("Fleet Line").leaf("sensor-1");

        assertRefused(
                RawDevice.withCertificate(service, "sensor-1", device, 0).register(),
                "sensor-1",
                "ca-not-found",
                "No verified CA of the scope is \"CN=Fleet Line\", which issued \"CN=sensor-1\", and the device presented"
                        + " no intermediate certificate.");
    }

    @Test
    void intermediates_in_the_wrong_order_or_twice() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));
        Identity device = root.ca("Fleet Plant").ca("Fleet Line").leaf("sensor-1");
        X509Certificate leaf = device.certificate();
        X509Certificate line = device.issuers().get(0);
        X509Certificate plant = device.issuers().get(1);

        assertRefused(
                RawDevice.withChain(service, "sensor-1", List.of(leaf, plant, line), device.key())
                        .register(),
                "sensor-1",
                "certificate-refused",
                "Present the leaf first, each followed by its issuer.");
        assertEquals(
                "certificate-refused",
                RawDevice.withChain(service, "sensor-1", List.of(leaf, line, line), device.key())
                        .register()
                        .reason());
    }

    @Test
    void a_genuine_device_that_signs_another_device() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));
        Identity genuine = root.leaf("sensor-1");
        Identity forged = genuine.leaf("sensor-2");
        Identity forgedDirectly = root.leaf("sensor-3").leaf("sensor-4");

        assertRefused(
                RawDevice.withCertificate(service, "sensor-2", forged, 1).register(),
                "sensor-2",
                "certificate-refused",
                "");
        List<X509Certificate> whole = new ArrayList<>(forgedDirectly.presenting(2));
        assertRefused(
                RawDevice.withChain(service, "sensor-4", whole, forgedDirectly.key())
                        .register(),
                "sensor-4",
                "certificate-refused",
                "");
    }

    @Test
    void a_ca_of_the_same_name_with_another_key() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));

        RawDevice.Answer answer = RawDevice.withCertificate(
                        service, "sensor-1", Identity.root("Fleet Root").leaf("sensor-1"), 1)
                .register();

        assertEquals(401, answer.status(), answer.toString());
        assertEquals(answer.message(), service.attempts("sensor-1").get(0).get("sentence"));
    }

    @Test
    void an_expired_leaf() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));

        assertRefused(
                RawDevice.withCertificate(
                                service, "sensor-1", root.leaf("sensor-1", Term.endingIn(Duration.ofDays(-1))), 0)
                        .register(),
                "sensor-1",
                "certificate-not-in-time",
                "expired");
    }

    @Test
    void an_enrolled_certificate_that_expired_meanwhile() {
        Identity device = Identity.root("Any Root").leaf("gateway-1", Term.endingIn(Duration.ofDays(3)));
        service.enroll("gateway-1", device);
        clock.forward(Duration.ofDays(4));

        assertRefused(
                RawDevice.withCertificate(service, "gateway-1", device, 0).register(),
                "gateway-1",
                "certificate-not-in-time",
                "expired");
    }

    @Test
    void an_expired_ca_though_the_leaf_outlives_it() {
        Identity root = Identity.root("Old Root", Term.endingIn(Duration.ofDays(5)));
        service.groupOfCa("sensors", service.certificate(root));
        RawDevice device = RawDevice.withCertificate(service, "sensor-1", root.leaf("sensor-1"), 0);
        clock.forward(Duration.ofDays(6));

        assertRefused(device.register(), "sensor-1", "certificate-not-in-time", "expired");
    }

    @Test
    void a_disabled_enrollment_blocks_also_where_a_group_would_admit() {
        byte[] groupKey = service.group("trackers");
        service.enroll("tracker-1");
        service.enable("enrollments/tracker-1", false);

        assertDisabled(
                RawDevice.inGroup(service, "tracker-1", groupKey).register(),
                "tracker-1",
                "enrollment-disabled",
                "The individual enrollment tracker-1 is disabled.");

        service.enable("enrollments/tracker-1", true);
        service.calls().delete(service.scope("enrollments/tracker-1")).statusCode(200);
        assertEquals(
                "assigned",
                RawDevice.inGroup(service, "tracker-1", groupKey).register().state());
    }

    @Test
    void a_disabled_group_until_it_is_enabled_again() {
        byte[] key = service.group("trackers");
        service.enable("groups/trackers", false);

        assertDisabled(
                RawDevice.inGroup(service, "tracker-1", key).register(),
                "tracker-1",
                "group-disabled",
                "The enrollment group trackers, which fits this device, is disabled.");

        service.enable("groups/trackers", true);
        assertEquals(
                "assigned",
                RawDevice.inGroup(service, "tracker-1", key).register().state());
    }

    @Test
    void a_disabled_x509_group() {
        Identity root = Identity.root("Fleet Root");
        service.groupOfCa("sensors", service.certificate(root));
        service.enable("groups/sensors", false);

        assertDisabled(
                RawDevice.withCertificate(service, "sensor-1", root.leaf("sensor-1"), 0)
                        .register(),
                "sensor-1",
                "group-disabled",
                "The enrollment group sensors, which fits this device, is disabled.");
    }

    @Test
    void an_unknown_scope_which_is_nobodys_to_record() {
        String token = RawDevice.token("0ne00000000/registrations/lost-1", new byte[32], 3600);

        RawDevice.Answer answer =
                RawDevice.withToken("0ne00000000", "lost-1", token).register();

        assertAnswer(answer, 401, UNAUTHORIZED, "unknown-scope");
        assertEquals("There is no ID scope \"0ne00000000\". Check the device's ID scope.", answer.message());
        service.calls().get("attempts?search=lost-1").body("attempts.size()", equalTo(0));
    }

    @Test
    void a_scope_that_was_deleted_after_devices_had_registered() {
        byte[] key = service.enroll("pump-1");
        RawDevice device = RawDevice.withKey(service, "pump-1", key);
        assertEquals("assigned", device.register().state());
        service.calls().delete(service.scope("devices/pump-1/assignment")).statusCode(204);
        service.calls().delete(service.scope("enrollments/pump-1")).statusCode(200);
        String link = service.calls().get(service.scope("hubs")).extract().path("[0].id");
        service.calls().delete(service.scope("hubs/" + link)).statusCode(204);

        service.calls().delete("scopes/" + service.idScope()).statusCode(204);

        assertAnswer(device.register(), 401, UNAUTHORIZED, "unknown-scope");
    }

    @Test
    void a_payload_that_is_too_large() {
        byte[] key = service.enroll("pump-1");

        RawDevice.Answer answer = RawDevice.withKey(service, "pump-1", key)
                .register(Map.of("registrationId", "pump-1", "payload", "x".repeat(100_000)));

        assertRefused(
                answer,
                413,
                413000,
                "pump-1",
                "payload-too-large",
                "The body is larger than 98304 bytes. Send a smaller payload.");
    }

    @Test
    void a_registration_id_that_is_none() {
        assertRefused(
                RawDevice.withKey(service, "pump one", new byte[32]).register(),
                400,
                400004,
                "pump one",
                "invalid-registration-id",
                "Use letters, digits and - . _ : in the registration ID.");
    }

    @Test
    void a_registration_id_that_is_none_and_hostile() {
        RawDevice.Answer answer =
                RawDevice.withNothing(service, "pump\u0000\n1").register();

        assertAnswer(answer, 400, 400004, "invalid-registration-id");
        assertEquals(1, service.attempts("pump??1").size());
    }

    @Test
    void a_body_about_another_device() {
        byte[] key = service.enroll("pump-1");

        assertRefused(
                RawDevice.withKey(service, "pump-1", key).register(Map.of("registrationId", "pump-2")),
                400,
                400004,
                "pump-1",
                "registration-id-mismatch",
                "The registrationId of the body is not the one of the address.");
    }

    @Test
    void no_hub_to_assign_to() {
        byte[] key = service.enroll("pump-1");
        String link = service.calls().get(service.scope("hubs")).extract().path("[0].id");
        service.calls().delete(service.scope("hubs/" + link)).statusCode(204);

        RawDevice.Answer answer = RawDevice.withKey(service, "pump-1", key).register();

        assertEquals("failed", answer.state(), answer.toString());
        assertEquals(400208, answer.errorCode());
        Map<String, Object> attempt = service.attempts("pump-1").get(0);
        assertEquals("no-hub", attempt.get("reason"));
        assertEquals(answer.message(), attempt.get("sentence"));
        assertThat(answer.message(), containsString("No hub is linked to the scope."));
    }

    @Test
    void equal_refusals_of_a_day_are_counted_not_repeated() {
        RawDevice device = RawDevice.withKey(service, "stray-1", new byte[32]);

        device.register();
        device.register();
        device.register();

        List<Map<String, Object>> attempts = service.attempts("stray-1");
        assertEquals(1, attempts.size());
        assertEquals(3, attempts.get(0).get("count"));
    }

    @Test
    void a_refusal_leaves_nothing_but_its_record() {
        byte[] key = service.enroll("pump-1");
        key[0]++;

        RawDevice.withKey(service, "pump-1", key).register();

        service.device("pump-1").body("status", equalTo("unassigned")).body("hubHostName", nullValue());
    }

    private void assertRefused(RawDevice.Answer answer, String id, String reason, String sentence) {
        assertRefused(answer, 401, UNAUTHORIZED, id, reason, sentence);
    }

    private void assertRefused(
            RawDevice.Answer answer, int status, int code, String id, String reason, String sentence) {
        assertAnswer(answer, status, code, reason);
        assertThat(answer.message(), containsString(sentence));
        assertRecorded(answer, code, id, reason);
    }

    private void assertDisabled(RawDevice.Answer answer, String id, String reason, String sentence) {
        assertEquals(200, answer.status());
        assertEquals("disabled", answer.state());
        assertEquals(DISABLED, answer.errorCode());
        assertEquals(sentence, answer.message());
        assertRecorded(answer, DISABLED, id, reason);
    }

    private static void assertAnswer(RawDevice.Answer answer, int status, int code, String reason) {
        assertEquals(status, answer.status(), answer.toString());
        assertEquals(code, answer.errorCode(), answer.toString());
        assertEquals("" + code, answer.errorCodeHeader());
        assertEquals(reason, answer.reason());
    }

    private void assertRecorded(RawDevice.Answer answer, int code, String id, String reason) {
        List<Map<String, Object>> attempts = service.attempts(id);
        assertEquals(1, attempts.size(), attempts.toString());
        Map<String, Object> attempt = attempts.get(0);
        assertEquals("refused", attempt.get("outcome"));
        assertEquals(reason, attempt.get("reason"));
        assertEquals(code, attempt.get("errorCode"));
        assertEquals(answer.message(), attempt.get("sentence"));
        assertEquals("https", attempt.get("transport"));
    }

    /** Subjects of the chain that was recorded, leaf first. */
    @SuppressWarnings("unchecked")
    private List<Object> presented(String id) {
        Map<String, Object> detail =
                (Map<String, Object>) service.attempts(id).get(0).get("detail");
        return ((List<Map<String, Object>>) detail.get("chain"))
                .stream().map(certificate -> certificate.get("subject")).toList();
    }
}
