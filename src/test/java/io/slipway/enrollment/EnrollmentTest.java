package io.slipway.enrollment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class EnrollmentTest {
    private static final Map<String, Object> SYMMETRIC = Map.of("type", "symmetricKey");
    private static final String KEY = Base64.getEncoder().encodeToString("a key of 24 bytes, or so".getBytes());
    private final Calls northwind = Calls.as("northwind");
    private String idScope;
    private String enrollments;

    @BeforeEach
    void a_scope() {
        idScope = northwind.newScope("Enrollments " + UUID.randomUUID());
        enrollments = "scopes/" + idScope + "/enrollments";
    }

    @Test
    void keys_are_made_and_told_only_when_revealed() {
        create(Map.of("registrationId", "Pump-17", "attestation", SYMMETRIC))
                .statusCode(201)
                .header("Location", containsString("/" + enrollments + "/Pump-17"))
                .header("ETag", "\"0\"")
                .body("attestation", equalTo(Map.of("type", "symmetricKey")))
                .body("provisioningStatus", equalTo("enabled"))
                .body("capabilities.iotEdge", equalTo(false))
                .body("reprovisionPolicy.updateHubAssignment", equalTo(true))
                .body("reprovisionPolicy.migrateDeviceData", equalTo(true))
                .body("registrationState.status", equalTo("unassigned"))
                .body("createdDateTimeUtc", notNullValue());

        String primary = key("primaryKey");

        assertEquals(64, Base64.getDecoder().decode(primary).length);
        assertNotEquals(primary, key("secondaryKey"));
        northwind.get(enrollments + "/pump-17").body("attestation.symmetricKey", nullValue());
        assertEquals(
                List.of("enrollment.created", "enrollment.revealed", "enrollment.revealed"),
                Trail.of("northwind", idScope + "/Pump-17"));
    }

    @Test
    void a_registration_id_is_found_in_any_case_and_shown_in_its_own() {
        create(Map.of("registrationId", "Pump-17", "attestation", SYMMETRIC)).statusCode(201);

        northwind.get(enrollments + "/PUMP-17").statusCode(200).body("registrationId", equalTo("Pump-17"));
        create(Map.of("registrationId", "pUMP-17", "attestation", SYMMETRIC))
                .statusCode(409)
                .body("detail", equalTo("This registration ID is enrolled in the scope already."));
    }

    @Test
    void a_twin_is_kept_to_the_letter() {
        String twin =
                "{ \"tags\": {\"b\":1.50,\"a\": [ ]},\n \"properties\":{\"desired\":{\"n\":30.0,\"ü\":\"\\u00e9\"}} }";
        send("{\"registrationId\":\"pump\",\"initialTwin\":" + twin + ",\"attestation\":{\"type\":\"symmetricKey\"}}")
                .statusCode(201);

        String read = northwind.get(enrollments + "/pump").extract().asString();

        assertTrue(read.contains("\"initialTwin\":" + twin), read);
    }

    @Test
    void putting_an_enrollment_back_keeps_its_keys() {
        create(Map.of(
                        "registrationId",
                        "pump-17",
                        "attestation",
                        Map.of("type", "symmetricKey", "symmetricKey", Map.of("primaryKey", KEY))))
                .statusCode(201);
        String secondary = key("secondaryKey");

        String seen = northwind.get(enrollments + "/pump-17").extract().asString();
        put(seen).statusCode(200).header("ETag", "\"1\"");
        put(seen.replace(
                        "\"attestation\":{\"type\":\"symmetricKey\"}",
                        "\"attestation\":{\"type\":\"symmetricKey\",\"symmetricKey\":{\"primaryKey\":\"\",\"secondaryKey\":\"\"}}"))
                .statusCode(200);

        assertEquals(KEY, key("primaryKey"));
        assertEquals(secondary, key("secondaryKey"));
    }

    @Test
    void a_given_key_replaces_the_one_in_force_and_the_trail_says_so() {
        create(Map.of("registrationId", "pump-17", "attestation", SYMMETRIC)).statusCode(201);

        northwind
                .put(
                        enrollments + "/pump-17",
                        Map.of(
                                "attestation",
                                Map.of("type", "symmetricKey", "symmetricKey", Map.of("secondaryKey", KEY))))
                .statusCode(200);

        assertEquals(KEY, key("secondaryKey"));
        assertEquals(
                List.of("enrollment.created", "enrollment.changed", "enrollment.keysReplaced", "enrollment.revealed"),
                Trail.of("northwind", idScope + "/pump-17"));
    }

    @Test
    void numbers_that_a_client_rewrote_leave_the_twin_as_it_was() {
        send("{\"registrationId\":\"pump-17\",\"attestation\":{\"type\":\"symmetricKey\"}"
                        + ",\"initialTwin\":{\"properties\":{\"desired\":{\"interval\":30}}}}")
                .statusCode(201);

        put("{\"attestation\":{\"type\":\"symmetricKey\"},\"initialTwin\":{\"properties\":{\"desired\":{\"interval\":30.0}}}}")
                .statusCode(200);

        assertTrue(northwind.get(enrollments + "/pump-17").extract().asString().contains("{\"interval\":30}"));
    }

    @Test
    void what_the_schema_calls_read_only_is_ignored() {
        send("{\"registrationId\":\"pump\",\"attestation\":{\"type\":\"symmetricKey\"},\"etag\":\"\\\"77\\\"\""
                        + ",\"createdDateTimeUtc\":\"2020-01-01T00:00:00Z\",\"registrationState\":{\"status\":\"assigned\"}}")
                .statusCode(201)
                .body("etag", equalTo("\"0\""))
                .body("registrationState.status", equalTo("unassigned"));
    }

    @Test
    void rotating_replaces_one_key_and_leaves_the_other() {
        create(Map.of("registrationId", "pump-17", "attestation", SYMMETRIC)).statusCode(201);
        String primary = key("primaryKey");
        String secondary = key("secondaryKey");

        northwind
                .post(enrollments + "/pump-17/rotations", Map.of("key", "secondary"))
                .statusCode(200)
                .body("symmetricKey.primaryKey", equalTo(primary))
                .body("symmetricKey.secondaryKey", not(equalTo(secondary)));
        northwind
                .post(enrollments + "/pump-17/rotations", Map.of("key", "third"))
                .statusCode(422)
                .body("fields.key", equalTo("Say which key: primary or secondary."));
    }

    @Test
    void a_stale_change_is_refused_and_a_fresh_one_is_not() {
        create(Map.of("registrationId", "pump-17", "attestation", SYMMETRIC)).statusCode(201);
        northwind
                .put(enrollments + "/pump-17", Map.of("attestation", SYMMETRIC, "deviceId", "one"))
                .statusCode(200);

        ifMatch("\"0\"", Map.of("attestation", SYMMETRIC, "deviceId", "two")).statusCode(412);
        northwind.get(enrollments + "/pump-17").body("deviceId", equalTo("one"));
        ifMatch("\"1\"", Map.of("attestation", SYMMETRIC, "deviceId", "two")).statusCode(200);
        ifMatch("*", Map.of("attestation", SYMMETRIC)).statusCode(200).body("deviceId", nullValue());
    }

    @Test
    void a_change_of_what_is_not_there_needs_no_version_to_create_it() {
        northwind
                .request()
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of("attestation", SYMMETRIC))
                .put(northwind.address(enrollments + "/pump-17"))
                .then()
                .statusCode(412);

        northwind
                .put(enrollments + "/pump-17", Map.of("attestation", SYMMETRIC))
                .statusCode(200);
        northwind.get(enrollments + "/pump-17").statusCode(200);
    }

    @Test
    void a_certificate_is_taken_in_each_form_and_shown_by_what_it_says() {
        Pem device = Pem.device("cam-1");
        for (String form : List.of(device.text(), device.base64OfDer(), device.base64OfPem())) {
            northwind
                    .put(enrollments + "/cam-1", Map.of("attestation", clientCertificate(form)))
                    .statusCode(200)
                    .body("attestation.x509.clientCertificates.primary.certificate", nullValue())
                    .body("attestation.x509.clientCertificates.primary.info.subjectName", equalTo("CN=cam-1"))
                    .body("attestation.x509.clientCertificates.primary.info.version", equalTo(3));
        }
    }

    @Test
    void putting_certificates_back_by_their_info_keeps_them() {
        Pem one = Pem.device("cam-1");
        northwind
                .put(enrollments + "/cam-1", Map.of("attestation", clientCertificate(one.text())))
                .statusCode(200);
        String seen = northwind.get(enrollments + "/cam-1").extract().asString();

        northwind
                .request()
                .contentType(ContentType.JSON)
                .body(seen)
                .put(northwind.address(enrollments + "/cam-1"))
                .then()
                .statusCode(200)
                .body("attestation.x509.clientCertificates.primary.info.subjectName", equalTo("CN=cam-1"));
        northwind
                .request()
                .contentType(ContentType.JSON)
                .body(seen.replaceAll("Thumbprint\":\"..", "Thumbprint\":\"XX"))
                .put(northwind.address(enrollments + "/cam-1"))
                .then()
                .statusCode(422)
                .body(
                        "detail",
                        equalTo("The info of the primary certificate is not that of a stored one. Send the certificate"
                                + " itself to change it."));
    }

    @Test
    void keys_of_a_certificate_enrollment_cannot_be_revealed() {
        northwind
                .put(
                        enrollments + "/cam-1",
                        Map.of(
                                "attestation",
                                clientCertificate(Pem.device("cam-1").text())))
                .statusCode(200);

        northwind
                .post(enrollments + "/cam-1/reveals", Map.of())
                .statusCode(409)
                .body("detail", equalTo("It has no keys: its devices prove who they are with certificates."));
    }

    @Test
    void hubs_are_chosen_among_the_linked_ones() {
        String host = Arranged.hub("northwind", idScope);

        create(Map.of(
                        "registrationId",
                        "p1",
                        "attestation",
                        SYMMETRIC,
                        "allocationPolicy",
                        "static",
                        "iotHubs",
                        List.of(host)))
                .statusCode(201)
                .body("iotHubs", contains(host));
        create(Map.of("registrationId", "p2", "attestation", SYMMETRIC, "iotHubHostName", host.toUpperCase()))
                .statusCode(201)
                .body("iotHubs", contains(host));
        create(Map.of("registrationId", "p3", "attestation", SYMMETRIC, "iotHubs", List.of("other.example")))
                .statusCode(422)
                .body(
                        "fields.iotHubs",
                        equalTo("The hub other.example is not linked to this scope. Link it first, or choose one of: "
                                + host + "."));
        create(Map.of("registrationId", "p4", "attestation", SYMMETRIC, "allocationPolicy", "static"))
                .statusCode(422)
                .body("fields.iotHubs", equalTo("Static allocation needs exactly one hub; none was chosen."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {"registrationId":""} | registrationId | Give the registration ID.
            {"registrationId":"-a"} | registrationId | Use letters, digits and - . _ : in the registration ID. It begins with a letter or digit and ends with a letter, digit or dash.
            {"registrationId":"a@b"} | registrationId | Use letters, digits and - . _ : in the registration ID. It begins with a letter or digit and ends with a letter, digit or dash.
            {"deviceId":"a b"} | deviceId | Use 1 to 128 letters, digits or - : . + % _ # * ? ! ( ) , = @ $ ' in the device ID.
            {"attestation":null} | attestation.type | Choose symmetricKey or x509 as the type of attestation.
            {"attestation":{"type":"none"}} | attestation.type | Choose symmetricKey or x509 as the type of attestation.
            {"attestation":{"type":"tpm","tpm":{"endorsementKey":"x"}}} | attestation.type | Attestation by TPM comes in a later version. Choose symmetricKey or x509.
            {"attestation":{"type":"symmetricKey","symmetricKey":{"primaryKey":"!!"}}} | attestation.symmetricKey.primaryKey | The primary key is not valid Base64. Leave it empty to have one made.
            {"attestation":{"type":"symmetricKey","symmetricKey":{"secondaryKey":"AAECAwQFBgc="}}} | attestation.symmetricKey.secondaryKey | The secondary key is 8 bytes long. Use 16 to 64 bytes.
            {"attestation":{"type":"x509"}} | attestation.x509 | Give clientCertificates or caReferences.
            {"attestation":{"type":"x509","x509":{"signingCertificates":{"primary":{"certificate":"x"}}}}} | attestation.x509 | signingCertificates are for a group. Give one device clientCertificates or caReferences.
            {"attestation":{"type":"x509","x509":{"clientCertificates":{"primary":{"certificate":"hello"}}}}} | attestation.x509.clientCertificates.primary.certificate | This is no certificate. Upload a PEM file (it begins with -----BEGIN CERTIFICATE-----) or a DER file.
            {"attestation":{"type":"x509","x509":{"caReferences":{"primary":"nowhere"}}}} | attestation.x509.caReferences.primary | There is no certificate "nowhere" in this scope. Upload it first.
            {"allocationPolicy":"geoLatency"} | allocationPolicy | Allocation by latency comes in a later version. Choose hashed or static.
            {"allocationPolicy":"custom"} | allocationPolicy | Allocation by webhook comes in a later version. Choose hashed or static.
            {"allocationPolicy":"random"} | allocationPolicy | Choose hashed or static as the allocation policy.
            {"iotHubs":["a.example"]} | iotHubs | The hub a.example is not linked to this scope. Link it first, or choose one of: none is linked.
            {"provisioningStatus":"on"} | provisioningStatus | Choose enabled or disabled as the provisioning status.
            {"initialTwin":[1]} | initialTwin | The initial twin is a JSON object, such as {"tags":{}}.
            {"initialTwin":"text"} | initialTwin | The initial twin is a JSON object, such as {"tags":{}}.
            {"initialTwin":{"tags":1}} | initialTwin | The tags of the initial twin are a JSON object.
            {"initialTwin":{"tags":{"a":1,"a":2}}} | initialTwin | The initial twin names a field twice at line 1, column 19.
            {"initialTwin":{"properties":{"desired":{"a":"\\u0000"}}}} | initialTwin | The initial twin holds a character or number that no hub takes, such as U+0000 or 1e999.
            {"initialTwin":{"properties":{"desired":{"a":1e9999}}}} | initialTwin | The initial twin holds a character or number that no hub takes, such as U+0000 or 1e999.
            {"initialTwin":{"tags":{"1":{"2":{"3":{"4":{"5":{"6":{"7":{"8":{"9":{"10":{"11":{}}}}}}}}}}}}}} | initialTwin | The tags are nested 11 levels deep; a hub takes 10.
            {"optionalDeviceInformation":7} | optionalDeviceInformation | The optional device information is a JSON object, such as {"tags":{}}.
            {"capabilities":"edge"} | capabilities | The value of capabilities has the wrong type.
            """)
    void bad_input_is_refused_with_a_sentence(String input, String field, String sentence) {
        String body =
                "{\"registrationId\":\"pump-17\",\"attestation\":{\"type\":\"symmetricKey\"}," + input.substring(1);

        send(body).statusCode(422).body("fields.'" + field + "'", equalTo(sentence));

        northwind.get(enrollments).body("rows", hasSize(0));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        send("{\"registrationId\":\"@\",\"allocationPolicy\":\"no\",\"attestation\":{\"type\":\"no\"}}")
                .statusCode(422)
                .body("fields.size()", equalTo(3));
    }

    @Test
    void what_is_no_json_is_refused_with_its_place() {
        send("{\"registrationId\":").statusCode(422).body("detail", containsString("not valid JSON at line 1"));
        send("").statusCode(422).body("detail", containsString("JSON object as the body"));
        send("[]").statusCode(422).body("detail", containsString("JSON object as the body"));
    }

    @Test
    void a_twin_larger_than_a_hub_takes_is_refused() {
        send("{\"registrationId\":\"p\",\"attestation\":{\"type\":\"symmetricKey\"},\"initialTwin\":{\"tags\":{\"a\":\""
                        + "x".repeat(9000) + "\"}}}")
                .statusCode(422)
                .body("fields.initialTwin", equalTo("The tags are 9008 bytes long; a hub takes 8 KB."));
    }

    @Test
    void a_certificate_that_would_never_let_the_device_in_is_refused() {
        certificate("cam-1", Pem.device("cam-2").text())
                .body(
                        "detail",
                        containsString("common name is \"cam-2\", which has to equal the registration ID \"cam-1\""));
        certificate("cam-1", Pem.expiredDevice("cam-1").text()).body("detail", containsString(" expired at "));
        certificate("cam-1", Pem.ca("cam-1").text()).body("detail", containsString("This is a CA certificate"));
        certificate("cam-1", Pem.device("cam-1").text() + Pem.device("cam-1").text())
                .body("detail", containsString("this has 2"));
        certificate("c".repeat(65), Pem.device("c").text()).body("fields.registrationId", containsString("at most 64"));
    }

    @Test
    void deleting_removes_a_device_that_never_registered_and_keeps_one_that_did() {
        String host = Arranged.hub("northwind", idScope);
        create(Map.of("registrationId", "p1", "attestation", SYMMETRIC)).statusCode(201);
        create(Map.of("registrationId", "p2", "attestation", SYMMETRIC)).statusCode(201);
        Arranged.registered("northwind", idScope, "p2", host, null);

        northwind.delete(enrollments + "/p1").statusCode(200).body("deviceKept", equalTo(false));
        northwind.get(enrollments + "/p2").body("registrationState.assignedHub", equalTo(host));
        northwind.delete(enrollments + "/p2").statusCode(200).body("deviceKept", equalTo(true));

        northwind.get(enrollments + "/p2").statusCode(404).body("detail", equalTo("There is no such enrollment here."));
    }

    @Test
    void a_disabled_one_says_so_and_can_be_enabled_again() {
        create(Map.of("registrationId", "p1", "attestation", SYMMETRIC, "provisioningStatus", "disabled"))
                .statusCode(201)
                .body("provisioningStatus", equalTo("disabled"));

        northwind
                .put(enrollments + "/p1/provisioning-status", Map.of("provisioningStatus", "enabled"))
                .statusCode(200)
                .body("provisioningStatus", equalTo("enabled"));
        assertEquals(List.of("enrollment.created", "enrollment.enabled"), Trail.of("northwind", idScope + "/p1"));
    }

    @Test
    void a_list_pages_and_filters_in_one_scope_and_in_all() {
        for (String id : List.of("b-2", "A-1", "c-3")) {
            create(Map.of("registrationId", id, "attestation", SYMMETRIC)).statusCode(201);
        }
        northwind
                .put(enrollments + "/b-2/provisioning-status", Map.of("provisioningStatus", "disabled"))
                .statusCode(200);

        String next = northwind
                .get(enrollments + "?limit=2")
                .body("rows.registrationId", contains("A-1", "b-2"))
                .extract()
                .path("next");
        northwind
                .get(enrollments + "?limit=2&after=" + next)
                .body("rows.registrationId", contains("c-3"))
                .body("next", nullValue());
        northwind.get(enrollments + "?q=a").body("rows.registrationId", contains("A-1"));
        northwind.get(enrollments + "?status=disabled").body("rows.registrationId", contains("b-2"));
        northwind.get(enrollments + "?attestation=x509").body("rows", hasSize(0));
        northwind.get("enrollments?limit=500&scope=" + idScope).body("rows", hasSize(3));
        northwind.get("enrollments?limit=500").body("rows.idScope", hasItems(idScope));
        northwind.get(enrollments + "?limit=501").statusCode(422);
        northwind.get(enrollments + "?after=nonsense").statusCode(422);
    }

    @Test
    void another_account_finds_nothing_and_changes_nothing() {
        create(Map.of("registrationId", "p1", "attestation", SYMMETRIC)).statusCode(201);
        Calls bolt = Calls.as("bolt");

        bolt.get(enrollments).statusCode(404);
        bolt.get(enrollments + "/p1").statusCode(404);
        bolt.put(enrollments + "/p1", Map.of("attestation", SYMMETRIC, "deviceId", "stolen"))
                .statusCode(404);
        bolt.put(enrollments + "/p1/provisioning-status", Map.of("provisioningStatus", "disabled"))
                .statusCode(404);
        bolt.post(enrollments + "/p1/reveals", Map.of()).statusCode(404);
        bolt.post(enrollments + "/p1/rotations", Map.of("key", "primary")).statusCode(404);
        bolt.post(
                        enrollments + "/batches",
                        Map.of("mode", "delete", "enrollments", List.of(Map.of("registrationId", "p1"))))
                .statusCode(404);
        bolt.delete(enrollments + "/p1").statusCode(404);
        bolt.get("/api/v1/a/northwind/" + enrollments + "/p1").statusCode(404);
        bolt.get("enrollments?scope=" + idScope).body("rows", hasSize(0));

        northwind
                .get(enrollments + "/p1")
                .body("etag", equalTo("\"0\""))
                .body("deviceId", nullValue())
                .body("provisioningStatus", equalTo("enabled"));
    }

    private ValidatableResponse create(Map<String, ?> enrollment) {
        return northwind.post(enrollments, enrollment);
    }

    private ValidatableResponse send(String body) {
        return northwind
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(northwind.address(enrollments))
                .then();
    }

    private ValidatableResponse put(String body) {
        return northwind
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .put(northwind.address(enrollments + "/pump-17"))
                .then();
    }

    private ValidatableResponse ifMatch(String tag, Map<String, ?> body) {
        return northwind
                .request()
                .header("If-Match", tag)
                .contentType(ContentType.JSON)
                .body(body)
                .put(northwind.address(enrollments + "/pump-17"))
                .then();
    }

    private ValidatableResponse certificate(String registrationId, String text) {
        return northwind
                .put(enrollments + "/" + registrationId, Map.of("attestation", clientCertificate(text)))
                .statusCode(422);
    }

    private static Map<String, Object> clientCertificate(String text) {
        return Map.of(
                "type", "x509", "x509", Map.of("clientCertificates", Map.of("primary", Map.of("certificate", text))));
    }

    private String key(String which) {
        return northwind
                .post(enrollments + "/pump-17/reveals", Map.of())
                .statusCode(200)
                .extract()
                .path("symmetricKey." + which);
    }
}
