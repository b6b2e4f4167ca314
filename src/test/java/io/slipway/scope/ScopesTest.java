package io.slipway.scope;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class ScopesTest {
    private static final String SCOPES = "/api/v1/a/northwind/scopes";

    @Test
    void an_operator_creates_a_scope_and_gets_an_id_scope() {
        northwind()
                .body(Map.of("name", freshName()))
                .post(SCOPES)
                .then()
                .statusCode(201)
                .body("idScope", matchesPattern("0ne[0-9A-F]{8}"))
                .body("allocationPolicy", equalTo("hashed"));
    }

    @Test
    void a_new_scope_has_a_policy_with_all_six_rights() {
        northwind()
                .get(SCOPES + "/" + created() + "/access-policies")
                .then()
                .statusCode(200)
                .body("[0].name", equalTo("provisioningserviceowner"))
                .body(
                        "[0].rights",
                        containsInAnyOrder(
                                "ServiceConfig",
                                "EnrollmentRead",
                                "EnrollmentWrite",
                                "DeviceConnect",
                                "RegistrationStatusRead",
                                "RegistrationStatusWrite"));
    }

    @Test
    void a_name_is_taken_once_per_account() {
        String name = freshName();
        northwind().body(Map.of("name", name)).post(SCOPES).then().statusCode(201);

        northwind()
                .body(Map.of("name", name.toUpperCase()))
                .post(SCOPES)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/already-exists"))
                .body("detail", startsWith("A scope of this name exists already."));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        northwind()
                .body(Map.of("name", " ", "allocationPolicy", "custom"))
                .post(SCOPES)
                .then()
                .statusCode(422)
                .body("fields.name", equalTo("Give the scope a name."))
                .body("fields.allocationPolicy", startsWith("Choose hashed or static"));
    }

    @Test
    void a_request_without_its_body_is_told_so() {
        northwind().post(SCOPES).then().statusCode(422).body("detail", startsWith("The request has no body."));
    }

    @Test
    void a_change_based_on_an_old_version_is_refused() {
        String scope = SCOPES + "/" + created();
        String etag = northwind().get(scope).then().extract().path("etag");
        northwind()
                .header("If-Match", etag)
                .body(Map.of("name", freshName()))
                .put(scope)
                .then()
                .statusCode(200);

        northwind()
                .header("If-Match", etag)
                .body(Map.of("name", freshName()))
                .put(scope)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/stale"));
    }

    @Test
    void rotating_one_key_leaves_the_other() {
        String policy = SCOPES + "/" + created() + "/access-policies/provisioningserviceowner";
        Map<String, String> before = northwind()
                .post(policy + "/reveals")
                .then()
                .statusCode(200)
                .extract()
                .as(KEYS);

        northwind()
                .body(Map.of("key", "secondary"))
                .post(policy + "/rotations")
                .then()
                .statusCode(200)
                .body("primaryKey", equalTo(before.get("primaryKey")))
                .body("secondaryKey", not(equalTo(before.get("secondaryKey"))));
    }

    @Test
    void revealing_keys_is_recorded() {
        String scope = created();
        northwind().post(SCOPES + "/" + scope + "/access-policies/provisioningserviceowner/reveals");

        northwind()
                .queryParam("scope", scope)
                .get("/api/v1/a/northwind/events")
                .then()
                .statusCode(200)
                .body("events.action", hasItem("accessPolicy.revealed"));
    }

    @Test
    void the_last_policy_of_a_scope_stays() {
        northwind()
                .delete(SCOPES + "/" + created() + "/access-policies/provisioningserviceowner")
                .then()
                .statusCode(409);
    }

    @Test
    void an_empty_scope_can_be_deleted() {
        String scope = SCOPES + "/" + created();

        northwind().delete(scope).then().statusCode(204);

        northwind().get(scope).then().statusCode(404);
    }

    @Test
    void another_operators_scope_does_not_exist() {
        String scope = created();

        as("bolt").get("/api/v1/a/bolt/scopes/" + scope).then().statusCode(404);
        as("bolt").delete("/api/v1/a/bolt/scopes/" + scope).then().statusCode(404);
        as("bolt").get(SCOPES + "/" + scope).then().statusCode(404);
        northwind().get(SCOPES + "/" + scope).then().statusCode(200);
    }

    @Test
    void a_tenant_has_no_scopes() {
        as("contoso").get("/api/v1/a/contoso/scopes").then().statusCode(403);
    }

    @Test
    void without_a_token_nothing_is_said() {
        given().get(SCOPES).then().statusCode(401);
    }

    private static final io.restassured.common.mapper.TypeRef<Map<String, String>> KEYS =
            new io.restassured.common.mapper.TypeRef<>() {};

    private static String created() {
        return northwind()
                .body(Map.of("name", freshName()))
                .post(SCOPES)
                .then()
                .statusCode(201)
                .extract()
                .path("idScope");
    }

    private static String freshName() {
        return "scope " + UUID.randomUUID();
    }

    private static RequestSpecification northwind() {
        return as("northwind");
    }

    private static RequestSpecification as(String account) {
        return given().auth().oauth2(Tokens.of(account)).contentType("application/json");
    }
}
