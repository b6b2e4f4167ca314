package io.slipway.web;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Stack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs that are written by the description rely on. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ApiDescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void each_operation_says_what_it_answers_when_it_is_done() {
        Map<String, Map<String, Map<String, ?>>> paths = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("paths");

        List<String> silent = paths.entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation -> !answers(operation.getValue()))
                        .map(operation -> operation.getKey() + " " + path.getKey()))
                .sorted()
                .toList();

        assertEquals(List.of(), silent);
    }

    @SuppressWarnings("unchecked")
    private static boolean answers(Map<String, ?> operation) {
        Map<String, Map<String, ?>> done = (Map<String, Map<String, ?>>) operation.get("responses");
        List<String> codes =
                done.keySet().stream().filter(code -> code.startsWith("2")).toList();
        return !codes.isEmpty() && codes.stream().allMatch(code -> code.equals("204") || hasSchema(done.get(code)));
    }

    @SuppressWarnings("unchecked")
    private static boolean hasSchema(Map<String, ?> response) {
        return Stream.ofNullable((Map<String, Map<String, ?>>) response.get("content"))
                .flatMap(content -> content.values().stream())
                .anyMatch(content -> content.get("schema") != null);
    }
}
