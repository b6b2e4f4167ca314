package io.slipway.account;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.demo.SampleCompanies;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import org.junit.jupiter.api.Test;

/** Who gets in where, with the real Keycloak. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LogInTest {
    @Test
    void logging_out_ends_the_log_in_at_keycloak_too() {
        PortalSession operator = PortalSession.anonymous();
        assertEquals(
                200,
                operator.logIn("/a/northwind", "operator@northwind.example", SampleCompanies.PASSWORD)
                        .status());

        Page after = operator.get("/logout");

        assertEquals("/", after.address().getPath());
        assertTrue(after.body().contains("href=\"/login\""));
        assertTrue(operator.get("/a/northwind").asksToLogIn());
    }

    @Test
    void an_api_client_reaches_its_own_account_and_no_other() {
        String token = Tokens.of("northwind");

        assertEquals(200, api(token, "/api/v1/a/northwind/events"));
        assertEquals(404, api(token, "/api/v1/a/contoso/events"));
    }

    @Test
    void a_token_issued_for_something_else_is_refused_by_the_api() {
        assertEquals(401, api(Tokens.forKeycloakOnly(), "/api/v1/a/northwind/events"));
    }

    @Test
    void a_log_in_to_the_portal_is_no_way_into_the_api() {
        PortalSession operator = PortalSession.as("operator@northwind.example");

        assertEquals(401, operator.get("/api/v1/a/northwind/events").status());
    }

    private static int api(String token, String path) {
        return given().auth().oauth2(token).get(path).statusCode();
    }
}
