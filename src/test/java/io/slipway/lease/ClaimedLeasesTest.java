package io.slipway.lease;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which lease a claimed device comes into, and for how long. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ClaimedLeasesTest {
    private static Arranged arranged;
    private Calls northwind;
    private Calls contoso;
    private List<String> devices;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_scope_with_a_hub_of_the_tenant() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso");
        }
        northwind = arranged.northwind;
        contoso = Calls.as("contoso");
        devices = arranged.devices(2);
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void a_device_that_was_returned_is_claimed_again_while_the_lease_runs_on() {
        String policy = policy(Map.of());
        String lease = claimed(code(policy, 0));
        assertEquals(lease, claimed(code(policy, 1)));
        arranged.awaitDevices(lease, "active", 2);
        contoso.post("leases/" + lease + "/returns", Map.of("registrationIds", devices.subList(0, 1)))
                .statusCode(200);
        arranged.awaitDevices(lease, "ended", 1);

        assertEquals(lease, claimed(code(policy, 0)));

        arranged.awaitDevices(lease, "active", 2);
        for (ValidatableResponse claims :
                List.of(northwind.get("claim-policies/" + policy + "/claims"), contoso.get("claims"))) {
            claims.body(
                    "findAll { it.registrationId == '" + devices.get(0) + "' }.state", contains("leased", "returned"));
        }
    }

    @Test
    void a_device_joins_no_lease_that_is_recalled() {
        String policy = policy(Map.of());
        String first = claimed(code(policy, 0));
        northwind.post("leases/" + first + "/recalls", Map.of()).statusCode(200);

        assertNotEquals(first, claimed(code(policy, 1)));
    }

    @Test
    void a_device_gets_about_the_whole_term_that_its_policy_promises() {
        String policy = policy(Map.of("termDays", 30));
        String first = claimed(code(policy, 0));

        clock.forward(Duration.ofDays(10));

        assertNotEquals(first, claimed(code(policy, 1)));
    }

    @Test
    void a_device_goes_to_the_hub_that_its_claimant_names_by_a_lease_of_its_own_if_need_be() {
        String policy = policy(Map.of());
        String first = claimed(code(policy, 0));
        String other = arranged.hubOf("contoso");

        String second = contoso.post("claims", Map.of("code", code(policy, 1), "defaultHub", other))
                .statusCode(200)
                .extract()
                .path("lease");

        assertNotEquals(first, second);
        contoso.get("leases/" + second).body("defaultHub", equalTo(other));
    }

    @Test
    void a_later_approved_claim_is_on_offer_as_long_as_the_first() {
        String policy = policy(Map.of("automatic", false));
        ask(code(policy, 0));
        approve(policy).statusCode(204);
        String lease = offered();
        contoso.post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);
        arranged.awaitDevices(lease, "active", 1);
        clock.forward(Duration.ofDays(20));

        ask(code(policy, 1));
        approve(policy).statusCode(204);
        arranged.awaitNothingDue(lease, clock.instant());

        contoso.get("leases/" + lease).body("devices.proposed", is(1));
        contoso.post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);
        arranged.awaitDevices(lease, "active", 2);
    }

    @Test
    void no_more_claims_are_approved_than_the_policy_allows() {
        String policy = policy(Map.of("automatic", false, "mostDevices", 1));
        ask(code(policy, 0));
        ask(code(policy, 1));
        approve(policy).statusCode(204);

        approve(policy).statusCode(409).body("detail", containsString("Raise the limit"));
    }

    @Test
    void two_claims_at_once_join_one_lease_and_keep_to_the_limit() {
        String policy = policy(Map.of());
        assertEquals(List.of(200, 200), atOnce(code(policy, 0), code(policy, 1)));
        devices = arranged.devices(2);
        String limited = policy(Map.of("mostDevices", 1));

        assertEquals(List.of(200, 409), atOnce(code(limited, 0), code(limited, 1)));
    }

    private List<Integer> atOnce(String one, String other) {
        return Calls.atOnce(List.of(one, other), code -> contoso.post("claims", Map.of("code", code)));
    }

    private String policy(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("idScope", arranged.idScope);
        body.put("name", "Policy " + UUID.randomUUID());
        return northwind.post("claim-policies", body).statusCode(201).extract().path("id");
    }

    private String code(String policy, int device) {
        return northwind
                .post("claim-policies/" + policy + "/codes", Map.of("registrationIds", List.of(devices.get(device))))
                .statusCode(200)
                .extract()
                .path("[0].code");
    }

    private String claimed(String code) {
        return contoso.post("claims", Map.of("code", code))
                .statusCode(200)
                .extract()
                .path("lease");
    }

    private void ask(String code) {
        contoso.post("claims", Map.of("code", code)).statusCode(200).body("state", equalTo("pending"));
    }

    /** The claim that waits first. */
    private ValidatableResponse approve(String policy) {
        String claims = "claim-policies/" + policy + "/claims";
        String claim = northwind.get(claims).extract().path("find { it.state == 'pending' }.id");
        return northwind.post(claims + "/" + claim + "/approvals", Map.of());
    }

    private String offered() {
        return contoso.get("leases?side=received&state=proposed&limit=500")
                .extract()
                .path("leases.find { it.idScope == '" + arranged.idScope + "' }.id");
    }
}
