package io.slipway.testing;

import static io.restassured.RestAssured.given;

import io.slipway.demo.SampleClient;
import io.slipway.demo.SampleCompanies;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the sample companies' API clients, as Keycloak issues them. */
public final class Tokens {
    private static final Map<String, String> ISSUED = new ConcurrentHashMap<>();

    private Tokens() {}

    /** The token of {@code slug-erp}; kept, as one lives longer than a test run's calls are apart. */
    public static String of(String slug) {
        return ISSUED.computeIfAbsent(
                slug, key -> issue(SampleCompanies.account(key).client()));
    }

    private static String issue(SampleClient client) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client.clientId())
                .formParam("client_secret", client.secret())
                .post(TestKeycloak.realmUrl() + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
