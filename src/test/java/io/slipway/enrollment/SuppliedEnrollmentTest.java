package io.slipway.enrollment;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class SuppliedEnrollmentTest {
    private static final Map<String, Object> SYMMETRIC = Map.of("type", "symmetricKey");
    private final Calls northwind = Calls.as("northwind");
    private final Calls acme = Calls.as("acme");
    private String idScope;
    private String own;
    private String supplied;
    private String grant;

    @BeforeEach
    void a_grant() {
        acme.enter();
        idScope = northwind.newScope("Supplied " + UUID.randomUUID());
        own = "scopes/" + idScope;
        supplied = "supply/" + idScope;
        grant = northwind
                .post(own + "/supply-grants", Map.of("manufacturer", "acme"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_manufacturer_sees_what_it_brought_and_whether_it_registered() {
        northwind
                .post(own + "/enrollments", Map.of("registrationId", "mine", "attestation", SYMMETRIC))
                .statusCode(201);
        acme.post(supplied + "/enrollments", Map.of("registrationId", "brought", "attestation", SYMMETRIC))
                .statusCode(201)
                .body("iotHubs", nullValue());
        String host = Arranged.hub("northwind", idScope);
        Arranged.registered("northwind", idScope, "brought", host, null);

        acme.get(supplied + "/enrollments").body("rows.registrationId", equalTo(List.of("brought")));
        acme.get(supplied + "/enrollments/mine").statusCode(404);
        acme.post(supplied + "/enrollments/mine/reveals", Map.of()).statusCode(404);
        acme.get(supplied + "/enrollments/brought")
                .body("registrationState.status", equalTo("assigned"))
                .body("registrationState.assignedHub", nullValue());
        acme.get(supplied + "/enrollments").body("rows[0].assignedHub", nullValue());
        northwind
                .get(own + "/enrollments/brought")
                .body("suppliedBy", equalTo("Acme Sensors"))
                .body("registrationState.assignedHub", equalTo(host));
        northwind.get(own + "/enrollments").body("rows[0].suppliedBy", equalTo("Acme Sensors"));
    }

    @Test
    void both_companies_have_the_story_in_their_trails() {
        acme.post(supplied + "/enrollments", Map.of("registrationId", "brought", "attestation", SYMMETRIC))
                .statusCode(201);
        acme.post(supplied + "/enrollments/brought/reveals", Map.of()).statusCode(200);
        northwind
                .post(own + "/enrollments/brought/rotations", Map.of("key", "secondary"))
                .statusCode(200);

        List<String> story =
                List.of("enrollment.created", "device.supplied", "enrollment.revealed", "enrollment.rotated");
        assertEquals(story, Trail.of("acme", idScope + "/brought"));
        assertEquals(story, Trail.of("northwind", idScope + "/brought"));
    }

    @Test
    void hubs_and_allocation_are_the_operators() {
        acme.post(
                        supplied + "/enrollments",
                        Map.of("registrationId", "b", "attestation", SYMMETRIC, "iotHubs", List.of("h.example")))
                .statusCode(422)
                .body("fields.iotHubs", equalTo("The operator of the scope chooses the hubs. Leave them out."));
        acme.post(
                        supplied + "/groups",
                        Map.of("enrollmentGroupId", "b", "attestation", SYMMETRIC, "allocationPolicy", "hashed"))
                .statusCode(422)
                .body(
                        "fields.allocationPolicy",
                        containsString("The operator of the scope chooses how hubs are allocated."));
    }

    @Test
    void a_manufacturers_change_leaves_the_operators_allocation() {
        String host = Arranged.hub("northwind", idScope);
        acme.post(supplied + "/enrollments", Map.of("registrationId", "b", "attestation", SYMMETRIC))
                .statusCode(201);
        northwind
                .put(
                        own + "/enrollments/b",
                        Map.of("attestation", SYMMETRIC, "allocationPolicy", "static", "iotHubs", List.of(host)))
                .statusCode(200);

        acme.put(supplied + "/enrollments/b", Map.of("attestation", SYMMETRIC, "deviceId", "x"))
                .statusCode(200);

        northwind
                .get(own + "/enrollments/b")
                .body("deviceId", equalTo("x"))
                .body("allocationPolicy", equalTo("static"))
                .body("iotHubs", equalTo(List.of(host)));
    }

    @Test
    void what_the_operator_disabled_stays_so() {
        acme.post(supplied + "/enrollments", Map.of("registrationId", "b", "attestation", SYMMETRIC))
                .statusCode(201);
        northwind
                .put(own + "/enrollments/b/provisioning-status", Map.of("provisioningStatus", "disabled"))
                .statusCode(200);

        acme.put(supplied + "/enrollments/b/provisioning-status", Map.of("provisioningStatus", "enabled"))
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("It is disabled, which blocks its devices. Only the operator may enable it again."));
        acme.put(supplied + "/enrollments/b", Map.of("attestation", SYMMETRIC)).statusCode(422);
        acme.delete(supplied + "/enrollments/b").statusCode(409);
        acme.post(
                        supplied + "/enrollments/batches",
                        Map.of("mode", "delete", "enrollments", List.of(Map.of("registrationId", "b"))))
                .body("errors[0].sentence", containsString("Only the operator may delete it."));

        northwind.get(own + "/enrollments/b").body("provisioningStatus", equalTo("disabled"));
    }

    @Test
    void a_withdrawn_grant_ends_bringing_and_leaves_looking() {
        acme.post(supplied + "/enrollments", Map.of("registrationId", "b", "attestation", SYMMETRIC))
                .statusCode(201);

        northwind.delete(own + "/supply-grants/" + grant).statusCode(200);

        acme.get(supplied + "/enrollments").statusCode(200).body("rows", hasSize(1));
        acme.get(supplied + "/enrollments/b").statusCode(200);
        acme.post(supplied + "/enrollments", Map.of("registrationId", "c", "attestation", SYMMETRIC))
                .statusCode(404)
                .body("detail", containsString("was withdrawn on"));
        acme.put(supplied + "/enrollments/b", Map.of("attestation", SYMMETRIC)).statusCode(404);
        acme.post(supplied + "/enrollments/b/reveals", Map.of()).statusCode(404);
        acme.delete(supplied + "/enrollments/b").statusCode(404);
    }

    @Test
    void a_batch_and_a_group_can_be_brought() {
        acme.post(
                        supplied + "/enrollments/batches",
                        Map.of(
                                "mode",
                                "create",
                                "enrollments",
                                List.of(
                                        Map.of("registrationId", "b-1", "attestation", SYMMETRIC),
                                        Map.of("registrationId", "b-2", "attestation", SYMMETRIC))))
                .statusCode(200)
                .body("succeeded", equalTo(2));
        acme.post(supplied + "/groups", Map.of("enrollmentGroupId", "line-4", "attestation", SYMMETRIC))
                .statusCode(201);

        acme.get(supplied + "/groups").body("rows.enrollmentGroupId", equalTo(List.of("line-4")));
        northwind.get(own + "/groups/line-4").body("suppliedBy", equalTo("Acme Sensors"));
        assertEquals(List.of("enrollment.created", "device.supplied"), Trail.of("northwind", idScope + "/b-2"));
        assertEquals(List.of("enrollment.created", "device.supplied"), Trail.of("acme", idScope + "/b-2"));
        acme.delete(supplied + "/enrollments/b-1").statusCode(200).body("deviceKept", equalTo(false));
    }

    @Test
    void a_group_of_the_operator_keeps_the_manufacturers_certificate() {
        acme.post(
                        supplied + "/certificates",
                        Map.of(
                                "name",
                                "acme-ca",
                                "certificate",
                                Pem.ca("Acme CA").text()))
                .statusCode(201);
        northwind
                .post(
                        own + "/groups",
                        Map.of(
                                "enrollmentGroupId",
                                "line-4",
                                "attestation",
                                Map.of("type", "x509", "x509", Map.of("caReferences", Map.of("primary", "acme-ca")))))
                .statusCode(201);

        acme.get(supplied + "/groups").body("rows", hasSize(0));
        acme.delete(supplied + "/certificates/acme-ca")
                .statusCode(409)
                .body("detail", equalTo("Enrollment groups refer to this certificate. Change or delete them first."));
    }
}
