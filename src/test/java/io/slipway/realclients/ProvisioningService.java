package io.slipway.realclients;

import static io.slipway.testing.Sql.as;

import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Identity;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A scope of a sample company with a hub of its own, set up through the API as its operator would. */
record ProvisioningService(String slug, Calls calls, String idScope, String hub) {
    static ProvisioningService of(String slug) {
        Calls calls = Calls.as(slug);
        String name = slug + "-" + UUID.randomUUID().toString().substring(0, 8);
        ProvisioningService service = new ProvisioningService(slug, calls, calls.newScope("Scope " + name), null);
        return new ProvisioningService(slug, calls, service.idScope, service.linkNewHub(name));
    }

    /** Its host name. */
    String linkNewHub(String name) {
        String host = calls.post("hubs", Map.of("name", name))
                .statusCode(201)
                .extract()
                .path("hostName");
        calls.post(scope("hubs"), Map.of("hostName", host)).statusCode(201);
        return host;
    }

    String scope(String path) {
        return "scopes/" + idScope + "/" + path;
    }

    /** With a key of its own, which is returned. */
    byte[] enroll(String registrationId) {
        return enroll(registrationId, Map.of());
    }

    byte[] enroll(String registrationId, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("registrationId", registrationId);
        body.put("attestation", Map.of("type", "symmetricKey"));
        calls.post(scope("enrollments"), body).statusCode(201);
        return key(calls.post(scope("enrollments/" + registrationId + "/reveals"), Map.of()));
    }

    void enroll(String registrationId, Identity device) {
        calls.post(
                        scope("enrollments"),
                        Map.of(
                                "registrationId",
                                registrationId,
                                "attestation",
                                x509(Map.of(
                                        "clientCertificates", Map.of("primary", Map.of("certificate", device.pem()))))))
                .statusCode(201);
    }

    /** With keys of its own, of which the primary is returned. */
    byte[] group(String groupId) {
        return group(groupId, Map.of());
    }

    byte[] group(String groupId, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("enrollmentGroupId", groupId);
        body.put("attestation", Map.of("type", "symmetricKey"));
        calls.post(scope("groups"), body).statusCode(201);
        return key(calls.post(scope("groups/" + groupId + "/reveals"), Map.of()));
    }

    void groupOfCa(String groupId, String certificateName) {
        x509Group(groupId, Map.of("caReferences", Map.of("primary", certificateName)));
    }

    void groupOfIntermediate(String groupId, Identity intermediate) {
        x509Group(groupId, Map.of("signingCertificates", Map.of("primary", Map.of("certificate", intermediate.pem()))));
    }

    /** Proves possession, too. */
    String certificate(Identity ca) {
        String name = upload(ca);
        verify(name, ca);
        return name;
    }

    /** Unverified so far; returns its name. */
    String upload(Identity ca) {
        String name = "ca-" + UUID.randomUUID().toString().substring(0, 8);
        calls.post(scope("certificates"), Map.of("name", name, "certificate", ca.pem()))
                .statusCode(201);
        return name;
    }

    void verify(String name, Identity ca) {
        String path = scope("certificates/" + name);
        String code = calls.post(path + "/verification-codes", Map.of())
                .statusCode(200)
                .extract()
                .path("verificationCode");
        calls.post(path + "/verifications", Map.of("certificate", ca.leaf(code).pem()))
                .statusCode(200);
    }

    void enable(String what, boolean enabled) {
        calls.put(scope(what + "/provisioning-status"), Map.of("provisioningStatus", enabled ? "enabled" : "disabled"))
                .statusCode(200);
    }

    ValidatableResponse device(String registrationId) {
        return calls.get(scope("devices/" + registrationId));
    }

    /** What was recorded of the device's tries, newest first. */
    List<Map<String, Object>> attempts(String registrationId) {
        return calls.request()
                .queryParam("scope", idScope)
                .queryParam("search", registrationId)
                .get(calls.address("attempts"))
                .then()
                .statusCode(200)
                .extract()
                .path("attempts");
    }

    /** What the built-in hub keeps of a device, as columns by name. */
    Map<String, Object> identity(String deviceId) {
        return as(slug).row(
                        """
                        select hub_device.*
                          from hub_device
                          join hub using (hub_id)
                         where host_name = ? and device_id = ?
                        """,
                        hub,
                        deviceId);
    }

    private void x509Group(String groupId, Map<String, ?> how) {
        calls.post(scope("groups"), Map.of("enrollmentGroupId", groupId, "attestation", x509(how)))
                .statusCode(201);
    }

    private static Map<String, Object> x509(Map<String, ?> how) {
        return Map.of("type", "x509", "x509", how);
    }

    private static byte[] key(ValidatableResponse revealed) {
        return Base64.getDecoder().decode(revealed.statusCode(200).extract().<String>path("symmetricKey.primaryKey"));
    }
}
