package io.slipway.enrollment;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class EnrollmentBatchTest {
    private static final Map<String, Object> SYMMETRIC = Map.of("type", "symmetricKey");
    private final Calls northwind = Calls.as("northwind");
    private String idScope;
    private String enrollments;

    @BeforeEach
    void a_scope() {
        idScope = northwind.newScope("Batches " + UUID.randomUUID());
        enrollments = "scopes/" + idScope + "/enrollments";
    }

    @Test
    void a_thousand_rows_are_one_call_and_each_has_its_story() {
        List<Map<String, Object>> rows = IntStream.range(0, 1000)
                .mapToObj(number -> row("pump-%04d".formatted(number)))
                .toList();

        run("create", false, rows).body("isSuccessful", equalTo(true)).body("succeeded", equalTo(1000));

        northwind.get(enrollments + "?q=pump-099&limit=500").body("rows", hasSize(10));
        northwind
                .post(enrollments + "/pump-0999/reveals", Map.of())
                .statusCode(200)
                .body("symmetricKey.primaryKey.length()", equalTo(88));
        assertEquals(
                List.of("enrollment.created", "enrollment.revealed"), Trail.of("northwind", idScope + "/pump-0999"));

        run("delete", false, rows).body("succeeded", equalTo(1000));
        northwind.get(enrollments).body("rows", hasSize(0));
    }

    @Test
    void the_good_rows_are_written_and_the_bad_ones_told_apart() {
        run("create", false, List.of(row("there"))).body("succeeded", equalTo(1));

        run(
                        "create",
                        false,
                        List.of(
                                row("good"),
                                row("@"),
                                row("There"),
                                row("GOOD"),
                                Map.of(
                                        "registrationId",
                                        "weak",
                                        "attestation",
                                        Map.of("type", "symmetricKey", "symmetricKey", Map.of("primaryKey", "AAAA")))))
                .body("isSuccessful", equalTo(false))
                .body("succeeded", equalTo(1))
                .body("errors.index", equalTo(List.of(1, 2, 3, 4)))
                .body("errors[0].sentence", containsString("Use letters, digits"))
                .body("errors[1].sentence", equalTo("This registration ID is enrolled in the scope already."))
                .body("errors[1].registrationId", equalTo("There"))
                .body(
                        "errors[2].sentence",
                        equalTo("This registration ID is in the batch twice; the first is at index 0."))
                .body("errors[3].field", equalTo("attestation.symmetricKey.primaryKey"))
                .body("errors[3].sentence", equalTo("The primary key is 3 bytes long. Use 16 to 64 bytes."));

        northwind.get(enrollments).body("rows.registrationId", equalTo(List.of("good", "there")));
    }

    @Test
    void all_or_nothing_writes_nothing_when_a_row_is_refused() {
        run("create", false, List.of(row("there"))).body("succeeded", equalTo(1));

        run("create", true, List.of(row("good"), row("there")))
                .body("isSuccessful", equalTo(false))
                .body("succeeded", equalTo(0))
                .body("errors", hasSize(1));
        run("delete", true, List.of(row("there"), row("gone")))
                .body("succeeded", equalTo(0))
                .body("errors[0].sentence", equalTo("There is no such enrollment here."));

        northwind.get(enrollments).body("rows.registrationId", equalTo(List.of("there")));
        assertEquals(List.of("enrollment.created"), Trail.of("northwind", idScope + "/there"));
        assertEquals(List.of(), Trail.of("northwind", idScope + "/good"));
    }

    @Test
    void twins_of_a_batch_are_kept_to_the_letter() {
        String twin = "{\"tags\": {\"n\": 1.0}}";
        northwind
                .request()
                .contentType("application/json")
                .body(
                        "{\"mode\":\"create\",\"enrollments\":[{\"registrationId\":\"pump\",\"attestation\":{\"type\":\"symmetricKey\"}"
                                + ",\"initialTwin\":" + twin + "}]}")
                .post(northwind.address(enrollments + "/batches"))
                .then()
                .statusCode(200);

        assertTrue(northwind.get(enrollments + "/pump").extract().asString().contains(twin));
    }

    @Test
    void a_batch_that_is_none_is_refused() {
        post("update", List.of(row("a"))).body("fields.mode", equalTo("Choose create or delete as the mode."));
        post("create", List.of()).body("fields.enrollments", equalTo("Send at least one enrollment."));
        post(
                        "create",
                        IntStream.range(0, 1001)
                                .mapToObj(number -> row("p" + number))
                                .toList())
                .body("fields.enrollments", equalTo("Send at most 1,000 enrollments in one call; this has 1,001."));
    }

    private ValidatableResponse run(String mode, boolean allOrNothing, List<Map<String, Object>> rows) {
        return northwind
                .post(enrollments + "/batches", Map.of("mode", mode, "allOrNothing", allOrNothing, "enrollments", rows))
                .statusCode(200);
    }

    private ValidatableResponse post(String mode, List<Map<String, Object>> rows) {
        return northwind
                .post(enrollments + "/batches", Map.of("mode", mode, "enrollments", rows))
                .statusCode(422);
    }

    private static Map<String, Object> row(String registrationId) {
        return Map.of("registrationId", registrationId, "attestation", SYMMETRIC);
    }
}
