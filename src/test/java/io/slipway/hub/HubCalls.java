package io.slipway.hub;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.slipway.demo.SampleCompanies;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Calls that tests of hubs share. */
final class HubCalls {
    private HubCalls() {}

    static String freshName() {
        return "hub-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static RequestSpecification as(String slug) {
        return given().auth().oauth2(Tokens.of(slug)).contentType("application/json");
    }

    static String hubs(String slug) {
        return "/api/v1/a/" + slug + "/hubs";
    }

    static ValidatableResponse create(String slug, Map<String, ?> body) {
        return as(slug).body(body).post(hubs(slug)).then();
    }

    static String hub(String slug) {
        String name = freshName();
        create(slug, Map.of("name", name)).statusCode(201);
        return name;
    }

    static String hostName(String slug, String hub) {
        return as(slug).get(hubs(slug) + "/" + hub).path("hostName");
    }

    static String scope(String slug) {
        return as(slug).body(Map.of("name", "Scope " + UUID.randomUUID()))
                .post("/api/v1/a/" + slug + "/scopes")
                .then()
                .statusCode(201)
                .extract()
                .path("idScope");
    }

    /** Links and returns the id of the link. */
    static String link(String slug, String idScope, String hub) {
        return as(slug).body(Map.of("hostName", hostName(slug, hub)))
                .post("/api/v1/a/" + slug + "/scopes/" + idScope + "/hubs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** What no use case arranges; the statement runs as the portal's role for that account. */
    static void arrange(String slug, String statement) throws SQLException {
        try (Connection connection = connection(slug)) {
            connection.createStatement().execute(statement);
        }
    }

    @SuppressWarnings("unchecked")
    static <T> T ask(String slug, String query) throws SQLException {
        try (Connection connection = connection(slug)) {
            ResultSet row = connection.createStatement().executeQuery(query);
            row.next();
            return (T) row.getObject(1);
        }
    }

    private static Connection connection(String slug) throws SQLException {
        Connection connection = Stack.application();
        connection
                .createStatement()
                .execute("select set_config('slipway.account_id', '"
                        + SampleCompanies.account(slug).id() + "', false)");
        return connection;
    }
}
