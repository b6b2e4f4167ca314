package io.slipway.certificate;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Openssl;
import io.slipway.testing.Stack;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class CertificateTest {
    private static final Openssl OPENSSL = Openssl.inNewFolder();
    private static String ca;
    private final Calls northwind = Calls.as("northwind");
    private String certificates;

    @BeforeAll
    static void a_ca_that_openssl_made() {
        ca = OPENSSL.newCa("ca", "Factory 7 CA");
    }

    @BeforeEach
    void a_scope() {
        certificates = "scopes/" + northwind.newScope("Certificates " + UUID.randomUUID()) + "/certificates";
    }

    @Test
    void a_ca_is_called_after_its_common_name_and_begins_unverified() {
        upload(ca)
                .statusCode(201)
                .body("results[0].certificate.name", equalTo("Factory-7-CA"))
                .body("results[0].certificate.subject", equalTo("CN=Factory 7 CA"))
                .body("results[0].certificate.sha256Thumbprint", matchesPattern("[0-9A-F]{64}"));

        northwind
                .get(certificates + "/factory-7-ca")
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("state", equalTo("unverified"))
                .body("verificationCode", nullValue());
    }

    @Test
    void a_file_is_taken_as_it_is() {
        byte[] der = Base64.getMimeDecoder().decode(ca.replaceAll("-----[A-Z ]+-----", ""));

        northwind
                .request()
                .contentType("application/pkix-cert")
                .body(der)
                .post(northwind.address(certificates + "?name=as-der"))
                .then()
                .statusCode(201)
                .body("results[0].certificate.name", equalTo("as-der"));

        northwind.get(certificates + "/as-der/file").statusCode(200).body(equalTo(ca));
    }

    @Test
    void each_ca_of_a_bundle_becomes_its_own_certificate() {
        String other = OPENSSL.newCa("other", "Factory 8 CA");
        String device = OPENSSL.newDevice("device", "device-1");

        upload(ca + other + device)
                .statusCode(201)
                .body("results.certificate.name", hasItem("Factory-8-CA"))
                .body("results[2].certificate", nullValue())
                .body("results[2].remarks.blocks", hasItem(true));

        northwind.get(certificates).body("rows.name", hasSize(2)).body("counts.unverified", equalTo(2));
    }

    @Test
    void a_certificate_that_is_no_ca_is_refused() {
        upload(OPENSSL.newDevice("device", "device-1"))
                .statusCode(422)
                .body("fields.certificate", containsString("CA"));

        northwind.get(certificates).body("rows", empty());
    }

    @Test
    void what_is_no_certificate_is_refused() {
        upload("hello").statusCode(422).body("fields.certificate", not(equalTo("")));
        upload("")
                .statusCode(422)
                .body("fields.certificate", equalTo("Choose a certificate file or paste a certificate."));
    }

    @Test
    void the_same_certificate_again_is_refused_with_its_name() {
        upload(ca).statusCode(201);

        upload(ca)
                .statusCode(409)
                .body("detail", equalTo("This certificate is in the scope already, as Factory-7-CA."));
    }

    @Test
    void the_same_key_or_subject_in_another_certificate_is_pointed_out() {
        upload(ca).statusCode(201);

        upload(OPENSSL.renewCa("ca", "renewed", "Factory 7 CA 2027"))
                .statusCode(201)
                .body("results[0].remarks.sentence", hasItem("Factory-7-CA has the same key."))
                .body("results[0].remarks.certificate", hasItem("Factory-7-CA"));
        upload(OPENSSL.newCa("namesake", "Factory 7 CA"))
                .statusCode(201)
                .body("results[0].certificate.name", equalTo("Factory-7-CA-2"))
                .body("results[0].remarks.sentence", hasItem("Factory-7-CA has the same subject and another key."));
    }

    @Test
    void a_name_is_used_once_and_has_a_form() {
        upload(ca).statusCode(201);
        String other = OPENSSL.newCa("other", "Other");

        northwind
                .post(certificates, Map.of("name", "factory-7-ca", "certificate", other))
                .statusCode(409)
                .body(
                        "fields.name",
                        equalTo("A certificate of this name is in the scope already. Choose another name."));
        northwind
                .post(certificates, Map.of("name", "a/b", "certificate", other))
                .statusCode(422)
                .body("fields.name", startsWith("Use 1 to 64 letters"));
    }

    @Test
    void possession_is_proved_with_the_code() {
        upload(ca).statusCode(201);
        String code = newCode();

        verify(OPENSSL.proof("ca", code))
                .statusCode(200)
                .body("state", equalTo("verified"))
                .body("verifiedAt", notNullValue())
                .body("verificationCode", nullValue());

        northwind.get(certificates + "?state=verified").body("rows", hasSize(1));
        northwind.get(certificates + "?state=unverified").body("rows", empty());
    }

    @Test
    void an_older_code_no_longer_counts() {
        upload(ca).statusCode(201);
        String first = newCode();

        assertNotEquals(first, newCode());

        verify(OPENSSL.proof("ca", first)).statusCode(422);
        northwind.get(certificates + "/Factory-7-CA").body("state", equalTo("unverified"));
    }

    @Test
    void a_proof_by_another_ca_of_the_same_name_is_refused_and_recorded() {
        upload(ca).statusCode(201);
        OPENSSL.newCa("impostor", "Factory 7 CA");

        verify(OPENSSL.proof("impostor", newCode()))
                .statusCode(422)
                .body("fields.certificate", containsString("key did not sign it"));

        northwind
                .get("events?objectType=certificate")
                .statusCode(200)
                .body("events.action", hasItem("certificate.verificationRefused"));
    }

    @Test
    void a_proof_without_a_code_is_refused() {
        upload(ca).statusCode(201);

        verify(OPENSSL.proof("ca", "ABC"))
                .statusCode(409)
                .body("detail", equalTo("No verification code was given out. Ask for one first."));
    }

    @Test
    void a_withdrawn_verification_needs_a_reason_and_a_new_proof() {
        upload(ca).statusCode(201);
        verify(OPENSSL.proof("ca", newCode())).statusCode(200);
        String withdrawals = certificates + "/Factory-7-CA/verification-withdrawals";

        northwind
                .post(withdrawals, Map.of())
                .statusCode(422)
                .body("fields.reason", equalTo("Say why; it is kept in the activity of both companies."));
        northwind
                .post(withdrawals, Map.of("reason", "The key was copied"))
                .statusCode(200)
                .body("state", equalTo("unverified"));

        northwind.post(withdrawals, Map.of("reason", "Again")).statusCode(409);
    }

    @Test
    void a_stale_change_is_refused() {
        upload(ca).statusCode(201);
        newCode();

        for (String path : new String[] {"/verification-codes", "/verification-withdrawals"}) {
            northwind
                    .request()
                    .header("If-Match", "\"0\"")
                    .contentType("application/json")
                    .body("{\"reason\":\"x\"}")
                    .post(northwind.address(certificates + "/Factory-7-CA" + path))
                    .then()
                    .statusCode(412);
        }
        northwind
                .request()
                .header("If-Match", "\"0\"")
                .delete(northwind.address(certificates + "/Factory-7-CA"))
                .then()
                .statusCode(412);
        northwind
                .request()
                .header("If-Match", "\"1\"")
                .delete(northwind.address(certificates + "/Factory-7-CA"))
                .then()
                .statusCode(204);
        northwind.get(certificates + "/Factory-7-CA").statusCode(404);
    }

    @Test
    void a_certificate_is_renamed_and_deleted() {
        upload(ca).statusCode(201);

        northwind
                .put(certificates + "/Factory-7-CA", Map.of("name", "factory-7"))
                .statusCode(200)
                .body("name", equalTo("factory-7"));

        northwind.delete(certificates + "/factory-7").statusCode(204);
        northwind.get(certificates).body("rows", empty());
    }

    @Test
    void a_certificate_is_found_by_a_thumbprint_in_any_notation() {
        String thumbprint = upload(ca).extract().path("results[0].certificate.sha256Thumbprint");
        String colons = thumbprint.toLowerCase().replaceAll("(..)(?!$)", "$1:");

        northwind
                .request()
                .queryParam("q", colons)
                .get(northwind.address("certificates"))
                .then()
                .statusCode(200)
                .body("rows.name", hasItem("Factory-7-CA"));
        northwind.get(certificates + "?q=no-such").body("rows", empty());
    }

    @Test
    void other_companies_find_nothing_and_change_nothing() {
        upload(ca).statusCode(201);
        String code = newCode();

        for (String other : new String[] {"bolt", "contoso", "acme"}) {
            for (String start : new String[] {"/api/v1/a/northwind/", "/api/v1/a/" + other + "/"}) {
                int refused = start.contains("northwind") || other.equals("bolt") ? 404 : 403;
                String path = start + certificates;
                Calls calls = Calls.as(other);
                calls.get(path).statusCode(refused);
                calls.get(path + "/Factory-7-CA").statusCode(refused);
                calls.post(path, Map.of("certificate", ca)).statusCode(refused);
                calls.post(path + "/Factory-7-CA/verification-codes", Map.of()).statusCode(refused);
                calls.post(path + "/Factory-7-CA/verifications", Map.of("certificate", ca))
                        .statusCode(refused);
                calls.delete(path + "/Factory-7-CA").statusCode(refused);
            }
            Calls.as(other)
                    .get("/api/v1/a/" + other + "/" + certificates.replace("scopes/", "supply/"))
                    .statusCode(other.equals("contoso") ? 403 : 404);
        }
        northwind.get(certificates + "/Factory-7-CA").body("verificationCode", equalTo(code));
        assertEquals(1, northwind.get(certificates).extract().<Integer>path("rows.size()"));
    }

    private ValidatableResponse upload(String pem) {
        return northwind.post(certificates, Map.of("certificate", pem));
    }

    private String newCode() {
        return northwind
                .post(certificates + "/Factory-7-CA/verification-codes", Map.of())
                .statusCode(200)
                .body("verificationCode", matchesPattern("[0-9A-F]{48}"))
                .extract()
                .path("verificationCode");
    }

    private ValidatableResponse verify(String proof) {
        return northwind.post(certificates + "/Factory-7-CA/verifications", Map.of("certificate", proof));
    }
}
