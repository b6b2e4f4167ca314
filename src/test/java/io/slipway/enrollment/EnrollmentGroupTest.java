package io.slipway.enrollment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class EnrollmentGroupTest {
    private static final Map<String, Object> SYMMETRIC = Map.of("type", "symmetricKey");
    private final Calls northwind = Calls.as("northwind");
    private String idScope;
    private String groups;

    @BeforeEach
    void a_scope() {
        idScope = northwind.newScope("Groups " + UUID.randomUUID());
        groups = "scopes/" + idScope + "/groups";
    }

    @Test
    void a_devices_key_is_derived_as_the_vendor_documents_it() {
        // Protocol section 5.4: the vendor's own example.
        String key = "8isrFI1sGsIlvvFSSFRiMfCNzv21fjbE/+ah/lSh3lF8e2YG1Te7w1KpZhJFFXJrqYKi9yegxkqIChbqOS9Egw==";
        northwind
                .post(
                        groups,
                        Map.of(
                                "enrollmentGroupId",
                                "line-4",
                                "attestation",
                                Map.of("type", "symmetricKey", "symmetricKey", Map.of("primaryKey", key))))
                .statusCode(201);

        northwind
                .post(groups + "/line-4/derived-keys", Map.of("registrationId", "sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6"))
                .statusCode(200)
                .body("primaryKey", equalTo("Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc="));
        northwind
                .post(groups + "/line-4/derived-keys", Map.of("registrationId", "@"))
                .statusCode(422)
                .body("fields.registrationId", containsString("Use letters, digits"));
        assertEquals(
                List.of("enrollmentGroup.created", "enrollmentGroup.keyDerived"),
                Trail.of("northwind", idScope + "/line-4"));
    }

    @Test
    void putting_a_group_back_keeps_its_keys_and_rotating_replaces_one() {
        northwind
                .post(groups, Map.of("enrollmentGroupId", "Line-4", "attestation", SYMMETRIC))
                .statusCode(201);
        String primary = key("primaryKey");

        northwind
                .request()
                .contentType(ContentType.JSON)
                .body(northwind.get(groups + "/LINE-4").extract().asString())
                .put(northwind.address(groups + "/line-4"))
                .then()
                .statusCode(200)
                .body("enrollmentGroupId", equalTo("Line-4"));
        assertEquals(primary, key("primaryKey"));
        northwind
                .post(groups + "/line-4/rotations", Map.of("key", "primary"))
                .statusCode(200)
                .body("symmetricKey.primaryKey", not(equalTo(primary)));
    }

    @Test
    void an_intermediate_ca_is_shown_by_what_it_says() {
        Pem intermediate = Pem.ca("Plant Root").issueCa("Line 4 ICA");

        northwind
                .post(groups, Map.of("enrollmentGroupId", "line-4", "attestation", signing(intermediate)))
                .statusCode(201)
                .body("attestation.x509.signingCertificates.primary.info.subjectName", equalTo("CN=Line 4 ICA"))
                .body("attestation.x509.signingCertificates.primary.info.issuerName", equalTo("CN=Plant Root"));
    }

    @Test
    void two_groups_of_one_ca_are_refused() {
        Pem ca = Pem.ca("Plant Root");
        northwind
                .post(groups, Map.of("enrollmentGroupId", "line-4", "attestation", signing(ca)))
                .statusCode(201);

        northwind
                .post(groups, Map.of("enrollmentGroupId", "line-5", "attestation", signing(ca)))
                .statusCode(409)
                .body("detail", containsString("The group line-4 uses one of these CA certificates already"));
    }

    @Test
    void a_certificate_of_the_scope_is_referred_to_by_name_and_then_kept() {
        String certificates = "scopes/" + idScope + "/certificates";
        northwind
                .post(
                        certificates,
                        Map.of(
                                "name",
                                "Plant-Root",
                                "certificate",
                                Pem.ca("Plant Root").text()))
                .statusCode(201);

        northwind
                .post(groups, Map.of("enrollmentGroupId", "line-4", "attestation", reference("plant-root")))
                .statusCode(201)
                .body("attestation.x509.caReferences.primary", equalTo("Plant-Root"));

        northwind.delete(certificates + "/plant-root").statusCode(409);
        northwind.delete(groups + "/line-4").statusCode(204);
        northwind.delete(certificates + "/plant-root").statusCode(204);
    }

    @Test
    void a_group_knows_its_devices() {
        northwind
                .post(groups, Map.of("enrollmentGroupId", "line-4", "attestation", SYMMETRIC))
                .statusCode(201);
        String host = Arranged.hub("northwind", idScope);
        for (String id : List.of("d-1", "d-2", "d-3")) {
            Arranged.registered("northwind", idScope, id, host, "line-4");
        }

        northwind.get(groups + "/line-4").body("devices.assigned", equalTo(3));
        northwind.get(groups).body("rows[0].devices", equalTo(3));
        northwind
                .get(groups + "/line-4/devices?limit=2")
                .body("rows.registrationId", contains("d-1", "d-2"))
                .body("rows[0].assignedHub", equalTo(host))
                .body("next", equalTo("d-2"));
        northwind.get(groups + "/line-4/devices?after=d-2").body("rows.registrationId", contains("d-3"));

        northwind.delete(groups + "/line-4").statusCode(204);
        northwind
                .get(groups + "/line-4")
                .statusCode(404)
                .body("detail", equalTo("There is no such enrollment group here."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {"enrollmentGroupId":""} | enrollmentGroupId | Give the name of the group.
            {"enrollmentGroupId":"a b"} | enrollmentGroupId | Use letters, digits and - . _ : in the name of the group. It begins with a letter or digit and ends with a letter, digit or dash.
            {"attestation":{"type":"tpm"}} | attestation.type | Attestation by TPM comes in a later version. Choose symmetricKey or x509.
            {"attestation":{"type":"x509"}} | attestation.x509 | Give signingCertificates or caReferences.
            {"attestation":{"type":"x509","x509":{"clientCertificates":{"primary":{"certificate":"x"}}}}} | attestation.x509 | clientCertificates are for one device. Give a group signingCertificates or caReferences.
            {"attestation":{"type":"x509","x509":{"caReferences":{"primary":"a"},"signingCertificates":{"primary":{"certificate":"x"}}}}} | attestation.x509 | Give only one of signingCertificates and caReferences.
            {"attestation":{"type":"x509","x509":{"caReferences":{"secondary":"a"}}}} | attestation.x509.caReferences.primary | Name the primary certificate.
            """)
    void bad_input_is_refused_with_a_sentence(String input, String field, String sentence) {
        String body =
                "{\"enrollmentGroupId\":\"line-4\",\"attestation\":{\"type\":\"symmetricKey\"}," + input.substring(1);

        northwind
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(northwind.address(groups))
                .then()
                .statusCode(422)
                .body("fields.'" + field + "'", equalTo(sentence));

        northwind.get(groups).body("rows", empty());
    }

    @Test
    void a_device_certificate_cannot_sign_for_a_group() {
        northwind
                .post(groups, Map.of("enrollmentGroupId", "line-4", "attestation", signing(Pem.device("cam-1"))))
                .statusCode(422)
                .body("detail", containsString("not a CA certificate"));
    }

    @Test
    void another_account_finds_nothing_and_changes_nothing() {
        northwind
                .post(groups, Map.of("enrollmentGroupId", "line-4", "attestation", SYMMETRIC))
                .statusCode(201);
        Calls bolt = Calls.as("bolt");

        bolt.get(groups + "/line-4").statusCode(404);
        bolt.get(groups + "/line-4/devices").statusCode(404);
        bolt.post(groups + "/line-4/reveals", Map.of()).statusCode(404);
        bolt.post(groups + "/line-4/derived-keys", Map.of("registrationId", "a"))
                .statusCode(404);
        bolt.post(groups + "/line-4/rotations", Map.of("key", "primary")).statusCode(404);
        bolt.put(groups + "/line-4", Map.of("attestation", SYMMETRIC)).statusCode(404);
        bolt.put(groups + "/line-4/provisioning-status", Map.of("provisioningStatus", "disabled"))
                .statusCode(404);
        bolt.delete(groups + "/line-4").statusCode(404);

        northwind.get(groups + "/line-4").body("etag", equalTo("\"0\"")).body("provisioningStatus", equalTo("enabled"));
        northwind.get("groups?scope=" + idScope).body("rows.enrollmentGroupId", hasItem("line-4"));
    }

    private static Map<String, Object> signing(Pem ca) {
        return Map.of(
                "type",
                "x509",
                "x509",
                Map.of("signingCertificates", Map.of("primary", Map.of("certificate", ca.text()))));
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("type", "x509", "x509", Map.of("caReferences", Map.of("primary", name)));
    }

    private String key(String which) {
        return northwind
                .post(groups + "/line-4/reveals", Map.of())
                .statusCode(200)
                .body("x509", nullValue())
                .extract()
                .path("symmetricKey." + which);
    }
}
