package io.slipway.audit;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An account's trail as its people and machines read it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AuditTrailTest {
    private static final String EVENTS = "/api/v1/a/northwind/events";

    @Test
    void a_change_is_recorded_with_who_what_before_and_after() {
        String name = unique();
        String scope = Calls.as("northwind").newScope(name);

        northwind()
                .contentType("application/json")
                .body(Map.of("name", name + " renamed"))
                .put("/api/v1/a/northwind/scopes/" + scope)
                .then()
                .statusCode(200);

        events(Map.of("objectType", "scope", "objectId", scope))
                .body("events.action", contains("scope.changed", "scope.created"))
                .body("events[0].actorKind", equalTo("client"))
                .body("events[0].actorName", equalTo("northwind-erp"))
                .body("events[0].before.name", equalTo(name))
                .body("events[0].after.name", equalTo(name + " renamed"))
                .body("events[1].before", nullValue());
    }

    @Test
    void filters_combine() {
        String scope = Calls.as("northwind").newScope(unique());
        String other = Calls.as("northwind").newScope(unique());

        events(Map.of("scope", scope)).body("events.action", contains("accessPolicy.created", "scope.created"));
        events(Map.of("scope", scope, "action", "scope.created")).body("events.objectId", contains(scope));
        events(Map.of("scope", scope, "actor", "northwind-erp")).body("events", hasSize(2));
        events(Map.of("scope", scope, "actor", "somebody else")).body("events", empty());
        events(Map.of("scope", scope, "to", "2020-01-01")).body("events", empty());
        events(Map.of("scope", scope, "from", "2020-01-01", "to", "2120-01-01")).body("events", hasSize(2));
        events(Map.of("action", "scope.created"))
                .body("events.action", everyItem(equalTo("scope.created")))
                .body("events.objectId", hasItem(other));
        events(Map.of("scope", "no scope at all")).body("events", empty());
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() {
        for (int i = 0; i < 4; i++) {
            Calls.as("northwind").newScope(unique());
        }
        List<Integer> read = new ArrayList<>();
        Map<String, String> page = Map.of("limit", "3", "action", "scope.created");

        String next = "";
        for (int i = 0; i < 2; i++) {
            var answer = given(northwind())
                    .queryParams(page)
                    .queryParam("before", next)
                    .get(EVENTS)
                    .then()
                    .statusCode(200)
                    .extract();
            read.addAll(answer.path("events.id"));
            next = answer.path("next");
        }

        assertEquals(List.copyOf(new HashSet<>(read)).size(), read.size());
        events(Map.of("limit", "" + read.size(), "action", "scope.created")).body("events.id", equalTo(read));
    }

    @Test
    void a_recorded_event_is_sealed_within_seconds() {
        String scope = Calls.as("northwind").newScope(unique());

        await().atMost(10, SECONDS).untilAsserted(() -> events(Map.of("objectType", "scope", "objectId", scope))
                .body("events.sequence", not(hasItem(nullValue())))
                .body("events.hash", everyItem(org.hamcrest.Matchers.hasLength(64))));
    }

    @Test
    void verification_says_that_the_chain_is_intact_and_since_when() {
        Calls.as("northwind").newScope(unique());

        northwind()
                .get(EVENTS + "/verification")
                .then()
                .statusCode(200)
                .body("brokenAt", nullValue())
                .body("intactSince", startsWith("20"))
                .body("hash", org.hamcrest.Matchers.hasLength(64));
    }

    @Test
    void bad_filters_are_refused_with_a_sentence() {
        refused(Map.of("before", "yesterday"), "before", "not a cursor");
        refused(Map.of("from", "last week"), "from", "Give a day such as 2026-11-23");
        refused(Map.of("from", "2026-11-23", "to", "2026-11-01"), "to", "Choose an end after the start");
        refused(Map.of("objectId", "0ne00000000"), "objectType", "Say which type");
        refused(Map.of("limit", "0"), "limit", "1 to 500");
    }

    @Test
    void another_account_sees_nothing_of_it() {
        String scope = Calls.as("northwind").newScope(unique());

        for (String path : List.of("", "/export", "/verification")) {
            as("contoso").get(EVENTS + path).then().statusCode(404);
        }
        as("contoso")
                .queryParam("scope", scope)
                .get("/api/v1/a/contoso/events")
                .then()
                .statusCode(200)
                .body("events", empty());
    }

    private static void refused(Map<String, String> query, String field, String sentence) {
        given(northwind())
                .queryParams(query)
                .get(EVENTS)
                .then()
                .statusCode(422)
                .body("fields." + field, containsString(sentence));
    }

    private static ValidatableResponse events(Map<String, String> query) {
        return given(northwind()).queryParams(query).get(EVENTS).then().statusCode(200);
    }

    private static String unique() {
        return "Audit " + UUID.randomUUID();
    }

    private static RequestSpecification northwind() {
        return as("northwind");
    }

    private static RequestSpecification as(String account) {
        return given().auth().oauth2(Tokens.of(account));
    }
}
