package io.slipway.testing;

import static io.restassured.RestAssured.given;

import io.slipway.demo.SampleClient;
import io.slipway.demo.SampleCompanies;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the sample companies' API clients, as Keycloak issues them. */
public final class Tokens {
    /** Less than the five minutes for which the realm issues them. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(4);

    private static final Map<String, Issued> ISSUED = new ConcurrentHashMap<>();

    private record Issued(String token, Instant at) {
        boolean isGood() {
            return Instant.now().isBefore(at.plus(GOOD_FOR));
        }
    }

    private Tokens() {}

    /** The token of {@code slug-erp}; kept until it gets old. */
    public static String of(String slug) {
        return ISSUED.compute(slug, (key, kept) -> kept != null && kept.isGood() ? kept : issue(key))
                .token();
    }

    /** A good token of this Keycloak, but without the API's audience. */
    public static String forKeycloakOnly() {
        return issue("slipway-admin", TestKeycloak.ADMIN_SECRET);
    }

    private static Issued issue(String slug) {
        SampleClient client = SampleCompanies.account(slug).client();
        return new Issued(issue(client.clientId(), client.secret()), Instant.now());
    }

    static String issue(String client, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", secret)
                .post(TestKeycloak.realmUrl() + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
