package io.slipway.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.db.AccountId;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;

/** Who belongs to an account, as its admins and auditors see it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class MembersTest {
    @Inject
    ManagedExecutor executor;

    @Test
    void an_admin_sees_people_and_machines_with_their_roles() {
        Page page = PortalSession.as("admin@northwind.example").get("/a/northwind/members");

        assertEquals(200, page.status());
        assertTrue(page.body().contains("Nora Haugen") && page.body().contains("account-admin"));
        assertTrue(page.body().contains("consultant@example.org"));
        assertTrue(page.body().contains("northwind-erp"));
        assertFalse(page.body().contains("contoso-erp") || page.body().contains("Celia Brandt"));
        assertFalse(page.body().contains("default-roles"));
    }

    @Test
    void an_auditor_sees_them_too() {
        assertEquals(
                200,
                PortalSession.as("auditor@contoso.example")
                        .get("/a/contoso/members")
                        .status());
    }

    @Test
    void while_keycloak_is_away_it_says_so_and_to_try_again() {
        Keycloak away = KeycloakBuilder.builder()
                .serverUrl("http://127.0.0.1:1")
                .realm("slipway")
                .clientId("slipway-admin")
                .clientSecret("any")
                .grantType("client_credentials")
                .build();
        KeycloakDirectory directory = new KeycloakDirectory(away, executor, "slipway");

        Problem problem = assertThrows(Problem.class, () -> directory.members(new AccountId(UUID.randomUUID()), 0, 50));

        assertEquals(ProblemType.UNAVAILABLE, problem.type());
        assertTrue(problem.getMessage().contains("try this page again"));
    }

    @Test
    void other_roles_are_told_whom_to_ask() {
        Page page = PortalSession.as("operator@northwind.example").get("/a/northwind/members");

        assertEquals(403, page.status());
        assertTrue(page.body().contains("Ask an account admin of Northwind Fleet"));
    }

    @Test
    void a_machine_without_the_role_is_refused_and_a_foreign_account_is_not_there() {
        given().auth()
                .oauth2(Tokens.of("northwind"))
                .get("/api/v1/a/northwind/members")
                .then()
                .statusCode(403)
                .body("detail", containsString("Ask an account admin"));
        given().auth()
                .oauth2(Tokens.of("northwind"))
                .get("/api/v1/a/contoso/members")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }
}
