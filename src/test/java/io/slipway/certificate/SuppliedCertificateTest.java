package io.slipway.certificate;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.Openssl;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class SuppliedCertificateTest {
    private final Openssl openssl = Openssl.inNewFolder();
    private final String ca = openssl.newCa("ca", "Acme CA");
    private final Calls northwind = Calls.as("northwind");
    private final Calls acme = Calls.as("acme");
    private final Calls bolt = Calls.as("bolt");
    private String idScope;
    private String supplied;
    private String own;

    @BeforeEach
    void a_scope_of_northwind() {
        acme.enter();
        bolt.enter();
        idScope = northwind.newScope("Supplied " + UUID.randomUUID());
        supplied = "supply/" + idScope + "/certificates";
        own = "scopes/" + idScope + "/certificates";
    }

    @Test
    void without_a_grant_there_is_no_such_scope() {
        acme.post(supplied, Map.of("certificate", ca))
                .statusCode(404)
                .body("detail", equalTo("There is no such scope here."));
        acme.get(supplied).statusCode(404);

        northwind.get(own).body("rows", empty());
    }

    @Test
    void a_manufacturer_brings_its_ca_and_proves_possession() {
        grant("acme");
        acme.post(supplied, Map.of("certificate", ca, "name", "acme-ca")).statusCode(201);
        String code = acme.post(supplied + "/acme-ca/verification-codes", Map.of())
                .statusCode(200)
                .extract()
                .path("verificationCode");

        acme.post(supplied + "/acme-ca/verifications", Map.of("certificate", openssl.proof("ca", code)))
                .statusCode(200)
                .body("state", equalTo("verified"));

        northwind
                .get(own + "/acme-ca")
                .statusCode(200)
                .body("state", equalTo("verified"))
                .body("supplier", equalTo("acme"));
        acme.get("certificates/brought").body("rows.idScope", hasItem(idScope));
        northwind.get("certificates").body("rows.idScope", hasItem(idScope));
    }

    @Test
    void what_the_manufacturer_does_is_in_both_trails() {
        grant("acme");
        acme.post(supplied, Map.of("certificate", ca, "name", "acme-ca")).statusCode(201);
        acme.post(supplied + "/acme-ca/verification-codes", Map.of()).statusCode(200);
        openssl.newCa("impostor", "Acme CA");
        acme.post(supplied + "/acme-ca/verifications", Map.of("certificate", openssl.proof("impostor", "x")))
                .statusCode(422);
        northwind.delete(own + "/acme-ca").statusCode(204);

        List<String> story = List.of(
                "certificate.uploaded",
                "certificate.codeIssued",
                "certificate.verificationRefused",
                "certificate.deleted");
        assertEquals(story, Trail.named("acme", "acme-ca", idScope));
        assertEquals(story, Trail.named("northwind", "acme-ca", idScope));
        assertEquals(List.of(), Trail.named("bolt", "acme-ca", idScope));
    }

    @Test
    void a_manufacturer_sees_only_what_it_brought() {
        grant("acme");
        grant("bolt");
        northwind
                .post(own, Map.of("certificate", openssl.newCa("northwind", "Northwind CA"), "name", "northwind-ca"))
                .statusCode(201);
        bolt.post(supplied, Map.of("certificate", openssl.newCa("bolt", "Bolt CA"), "name", "bolt-ca"))
                .statusCode(201);
        acme.post(supplied, Map.of("certificate", ca, "name", "acme-ca")).statusCode(201);

        acme.get(supplied).body("rows.name", contains("acme-ca")).body("counts.unverified", equalTo(1));
        bolt.get(supplied).body("rows.name", contains("bolt-ca"));
        for (String foreign : new String[] {"northwind-ca", "bolt-ca"}) {
            acme.get(supplied + "/" + foreign).statusCode(404);
            acme.post(supplied + "/" + foreign + "/verification-codes", Map.of())
                    .statusCode(404);
            acme.put(supplied + "/" + foreign, Map.of("name", "mine")).statusCode(404);
            acme.delete(supplied + "/" + foreign).statusCode(404);
        }
        northwind.get(own).body("rows.name", hasItems("acme-ca", "bolt-ca", "northwind-ca"));
    }

    @Test
    void a_strangers_unverified_copy_keeps_nobody_out_and_is_not_revealed() {
        grant("acme");
        grant("bolt");
        bolt.post(supplied, Map.of("certificate", ca)).statusCode(201);

        acme.post(supplied, Map.of("certificate", ca))
                .statusCode(201)
                .body("results[0].remarks.sentence", not(hasItem(startsWith("A manufacturer"))))
                .body("results[0].certificate.name", equalTo("Acme-CA-2"));

        northwind
                .post(own, Map.of("certificate", ca))
                .statusCode(201)
                .body(
                        "results[0].remarks.sentence",
                        hasItem("A manufacturer brought the same certificate, as Acme-CA."));
    }

    @Test
    void after_the_withdrawal_the_next_call_is_refused_and_what_was_brought_stays() {
        String grant = grant("acme");
        acme.post(supplied, Map.of("certificate", ca, "name", "acme-ca")).statusCode(201);

        northwind.delete("scopes/" + idScope + "/supply-grants/" + grant).statusCode(200);

        String other = openssl.newCa("other", "Other");
        acme.post(supplied, Map.of("certificate", other))
                .statusCode(404)
                .body("detail", startsWith("The right to supply scope " + idScope + " was withdrawn on "));
        acme.post(supplied + "/acme-ca/verification-codes", Map.of()).statusCode(404);
        acme.delete(supplied + "/acme-ca").statusCode(404);
        acme.get(supplied).statusCode(200).body("rows.name", contains("acme-ca"));
        acme.get("certificates/brought").body("rows.idScope", hasItem(idScope));
        northwind.post(own + "/acme-ca/verification-codes", Map.of()).statusCode(200);
    }

    @Test
    void a_ca_that_a_group_refers_to_stays_whoever_deletes_it_and_may_be_renamed() {
        grant("acme");
        acme.post(supplied, Map.of("certificate", ca, "name", "acme-ca")).statusCode(201);
        String code = acme.post(supplied + "/acme-ca/verification-codes", Map.of())
                .extract()
                .path("verificationCode");
        acme.post(supplied + "/acme-ca/verifications", Map.of("certificate", openssl.proof("ca", code)))
                .statusCode(200);
        Map<String, Object> references = Map.of("caReferences", Map.of("primary", "acme-ca"));
        northwind
                .post(
                        "scopes/" + idScope + "/groups",
                        Map.of(
                                "enrollmentGroupId",
                                "freezers",
                                "attestation",
                                Map.of("type", "x509", "x509", references)))
                .statusCode(201);

        northwind
                .delete(own + "/acme-ca")
                .statusCode(409)
                .body(
                        "detail",
                        equalTo(
                                "The certificate cannot be deleted while these depend on it: enrollment group freezers."));
        acme.delete(supplied + "/acme-ca")
                .statusCode(409)
                .body("detail", equalTo("Enrollment groups refer to this certificate. Change or delete them first."));

        acme.put(supplied + "/acme-ca", Map.of("name", "acme-2026")).statusCode(200);
        northwind.get(own + "/acme-2026/uses").body("name", contains("freezers"));
    }

    @Test
    void the_side_of_the_operator_stays_closed_to_the_manufacturer() {
        grant("bolt");

        bolt.get(own).statusCode(404);
        bolt.post(own, Map.of("certificate", ca)).statusCode(404);
        acme.get(own).statusCode(403);
        northwind.get(supplied).statusCode(403);

        northwind.get(own).body("rows", empty());
    }

    private String grant(String manufacturer) {
        return northwind
                .post("scopes/" + idScope + "/supply-grants", Map.of("manufacturer", manufacturer))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
