package io.slipway.claim;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.security.OneTimeCode;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class ClaimTest {
    private Kiosks kiosks;
    private Calls northwind;
    private Calls contoso;
    private String mark;

    @BeforeEach
    void a_scope_with_a_hub_of_the_tenant() {
        kiosks = new Kiosks();
        northwind = kiosks.northwind;
        contoso = kiosks.contoso;
        mark = kiosks.mark;
    }

    @Test
    void a_code_gets_its_device_leased_at_once_and_further_ones_join_the_lease() {
        String policy = kiosks.policy(Map.of("termDays", 30, "rights", List.of("reassign")));
        List<Map<String, String>> codes = kiosks.issue(policy, "kiosk-a-" + mark, "kiosk-b-" + mark);
        assertThat(codes.get(0).get("code"), matchesPattern("([0-9A-Z]{5}-){3}[0-9A-Z]{5}"));
        assertThat(codes.get(0).get("url"), containsString("/claim?code="));

        String lease = kiosks.claimed(codes.get(0).get("code"));

        contoso.get("leases/" + lease)
                .body("lessor.account", equalTo("northwind"))
                .body("rights", equalTo(List.of("reassign")));
        assertEquals(
                lease, kiosks.claimed(codes.get(1).get("code").toLowerCase().replace("-", " ")));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> contoso.get("leases/" + lease).body("devices.active", is(2)));
        assertEquals(
                Sql.id("contoso"),
                Sql.as("northwind")
                        .<String>value(
                                "select holder_id::text from device where scope_id = ? and registration_key = ?",
                                kiosks.scopeId(),
                                "kiosk-a-" + mark));
        assertThat(Trail.of("northwind", lease), hasItem("lease.deviceClaimed"));
        assertThat(Trail.of("contoso", lease), hasItem("lease.deviceClaimed"));
    }

    @Test
    void a_scope_that_has_a_claim_policy_stays_as_its_history() {
        String idScope = northwind.newScope("Claimed " + mark);
        northwind
                .post("claim-policies", Map.of("idScope", idScope, "name", "Shelf"))
                .statusCode(201);

        northwind
                .delete("scopes/" + idScope)
                .statusCode(409)
                .body("detail", equalTo("Claim policies in the scope are kept as its history."));
    }

    @Test
    void a_code_works_once_and_the_one_before_not_at_all() {
        String policy = kiosks.policy(Map.of());
        String before = kiosks.issue(policy, "kiosk-" + mark).get(0).get("code");
        String code = kiosks.issueAgain(policy, "kiosk-" + mark);

        Kiosks.refused(contoso, before);
        kiosks.claimed(code);
        Kiosks.refused(contoso, code);
        Kiosks.refused(contoso, "not a code");
        Kiosks.refused(contoso, null);
    }

    @Test
    void a_company_cannot_guess() {
        Calls fabrikam = Calls.as("fabrikam").enter();
        int status = 422;
        // A minute may begin meanwhile, not two.
        for (int i = 0; i <= 2 * Claims.PER_MINUTE && status == 422; i++) {
            status = fabrikam.post(
                            "claims", Map.of("code", OneTimeCode.generate().value()))
                    .extract()
                    .statusCode();
        }
        assertEquals(429, status);
    }

    @Test
    void only_the_digest_of_a_code_is_kept() {
        String code =
                kiosks.issue(kiosks.policy(Map.of()), "kiosk-" + mark).get(0).get("code");

        String row = Sql.as("northwind")
                .value("select to_jsonb(claim_code)::text from claim_code where registration_key = ?", "kiosk-" + mark);

        assertThat(row, not(containsString(code.replace("-", ""))));
        assertEquals(
                0,
                Sql.as("contoso")
                        .rows("select 1 from claim_code where state = 'open'")
                        .size());
        assertNotNull(Sql.as("contoso")
                .refusal(
                        "insert into lease (lease_id, account_id, lessee_id, operator_id, scope_id, reference,"
                                + " offer_expires_at) values (gen_random_uuid(), ?::uuid, ?::uuid, ?::uuid, ?, 'x', now())",
                        Sql.id("northwind"),
                        Sql.id("contoso"),
                        Sql.id("northwind"),
                        kiosks.scopeId()));
    }

    @Test
    void where_claims_are_approved_the_claimant_finds_an_offer() {
        String policy = kiosks.policy(Map.of("automatic", false));
        String code = kiosks.issue(policy, "kiosk-" + mark).get(0).get("code");

        contoso.post("claims", Map.of("code", code)).statusCode(200).body("state", equalTo("pending"));
        northwind
                .get("claim-policies/" + policy + "/claims")
                .body("[0].state", equalTo("pending"))
                .body("[0].claimantName", equalTo("Contoso Cafés"));
        String claim =
                northwind.get("claim-policies/" + policy + "/claims").extract().path("[0].id");
        northwind
                .post("claim-policies/" + policy + "/claims/" + claim + "/approvals", Map.of())
                .statusCode(204);

        contoso.get("leases?limit=500&state=proposed").body("leases.reference", hasItem("Policy " + mark));
        northwind
                .post("claim-policies/" + policy + "/claims/" + claim + "/refusals", Map.of())
                .statusCode(409);
        assertThat(Trail.of("contoso", claim), hasItem("claim.approved"));
    }

    @Test
    void a_tenant_gets_no_more_devices_than_the_policy_allows() {
        List<Map<String, String>> codes =
                kiosks.issue(kiosks.policy(Map.of("mostDevices", 1)), "kiosk-a-" + mark, "kiosk-b-" + mark);
        kiosks.claimed(codes.get(0).get("code"));

        contoso.post("claims", Map.of("code", codes.get(1).get("code")))
                .statusCode(409)
                .body("detail", containsString("Return one first"));
    }

    @Test
    void terms_that_change_hold_for_later_claims_and_earlier_leases_keep_theirs() {
        String policy = kiosks.policy(Map.of("rights", List.of("reassign")));
        List<Map<String, String>> codes = kiosks.issue(policy, "kiosk-a-" + mark, "kiosk-b-" + mark, "kiosk-c-" + mark);
        String earlier = kiosks.claimed(codes.get(0).get("code"));
        northwind
                .put("claim-policies/" + policy, Map.of("name", "Renamed " + mark, "rights", List.of("reassign")))
                .statusCode(200);
        assertEquals(earlier, kiosks.claimed(codes.get(1).get("code")));
        String etag = northwind.get("claim-policies/" + policy).extract().path("etag");

        northwind
                .put(
                        "claim-policies/" + policy,
                        Map.of("name", "Policy " + mark, "rights", List.of("twin"), "termDays", 7))
                .statusCode(200)
                .body("rights", equalTo(List.of("twin")))
                .body("termDays", is(7))
                .body("idScope", equalTo(kiosks.idScope()));

        String later = kiosks.claimed(codes.get(2).get("code"));
        assertNotEquals(earlier, later);
        contoso.get("leases/" + earlier).body("rights", equalTo(List.of("reassign")));
        contoso.get("leases/" + later).body("rights", equalTo(List.of("twin")));
        northwind
                .request()
                .header("If-Match", etag)
                .contentType("application/json")
                .body(Map.of("name", "Stale"))
                .put(northwind.address("claim-policies/" + policy))
                .then()
                .statusCode(412);
        assertThat(Trail.of("northwind", policy), hasItem("claimPolicy.changed"));
    }

    @Test
    void terms_that_nobody_can_keep_are_refused_and_change_nothing() {
        String policy = kiosks.policy(Map.of("termDays", 30));

        northwind
                .put("claim-policies/" + policy, Map.of("name", "", "termDays", 0))
                .statusCode(422)
                .body("fields.name", containsString("Give it a name"))
                .body("fields.termDays", containsString("1 to 3650"));
        northwind
                .put("claim-policies/" + policy, Map.of("name", "x", "returnHub", "nobodys.example.org"))
                .statusCode(422)
                .body("fields.returnHub", containsString("You have no hub"));

        northwind.get("claim-policies/" + policy).body("termDays", is(30)).body("name", equalTo("Policy " + mark));
    }

    @Test
    void claimed_devices_return_to_the_hub_that_the_policy_names() {
        String home = northwind
                .post("hubs", Map.of("name", "home-" + mark))
                .statusCode(201)
                .extract()
                .path("hostName");
        northwind
                .post("scopes/" + kiosks.idScope() + "/hubs", Map.of("hostName", home))
                .statusCode(201);
        String policy = kiosks.policy(Map.of("returnHub", home));

        String lease =
                kiosks.claimed(kiosks.issue(policy, "kiosk-" + mark).get(0).get("code"));

        northwind.get("leases/" + lease).body("returnHub", equalTo(home));
    }

    @Test
    void a_closed_policy_hands_out_nothing_until_it_is_opened_again() {
        String policy = kiosks.policy(Map.of());
        String code = kiosks.issue(policy, "kiosk-" + mark).get(0).get("code");

        northwind.post("claim-policies/" + policy + "/closings", Map.of()).statusCode(200);
        contoso.post("claims", Map.of("code", code)).statusCode(409).body("detail", containsString("is closed"));
        northwind
                .post("claim-policies/" + policy + "/codes", Map.of("registrationIds", List.of("kiosk-" + mark)))
                .statusCode(409);
        northwind.post("claim-policies/" + policy + "/closings", Map.of()).statusCode(409);
        northwind.post("claim-policies/" + policy + "/openings", Map.of()).statusCode(200);
        northwind.post("claim-policies/" + policy + "/openings", Map.of()).statusCode(409);

        kiosks.claimed(code);
        assertThat(Trail.of("northwind", policy), hasItems("claimPolicy.closed", "claimPolicy.reopened"));
    }

    @Test
    void a_policy_is_changed_and_closed_on_its_page() {
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String page = "/a/northwind/claim-policies/" + kiosks.policy(Map.of("termDays", 30));
        shows(operator.get(page + "/settings"), "value=\"30\"");

        shows(
                operator.post(page + "/settings", Map.of("name", "Changed " + mark, "termDays", "60", "version", "0")),
                "Changed " + mark,
                "60 days");
        assertEquals(
                412,
                operator.post(page + "/settings", Map.of("name", "Stale", "version", "0"))
                        .status());
        shows(operator.post(page + "/closings", Map.of()), "Its codes open nothing", "Open again");
        shows(operator.post(page + "/openings", Map.of()), "Issue codes");
    }

    @Test
    void the_right_to_lease_on_is_not_lost_where_the_form_is_saved() {
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String policy = kiosks.policy(Map.of("rights", List.of("sublease")));
        String page = "/a/northwind/claim-policies/" + policy;

        shows(operator.get(page), "lease the devices on");
        assertThat(
                operator.get(page + "/settings").body().replaceAll("\\s+", " "),
                containsString("value=\"sublease\" checked"));
    }

    @Test
    void labels_are_printed_and_scanned() {
        PortalSession operator = PortalSession.as("operator@northwind.example");
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        shows(operator.get("/a/northwind/claim-policies"), "New claim policy");
        PortalSession.Page created = operator.post(
                "/a/northwind/claim-policies",
                Map.of("idScope", kiosks.idScope(), "name", "Form " + mark, "noticeDays", "5", "automatic", "true"));
        shows(created, "The claim policy is there.", "Nobody has used a code yet.");
        kiosks.device("kiosk-" + mark);

        PortalSession.Page labels =
                operator.post(created.address().getPath() + "/codes", Map.of("registrationIds", "kiosk-" + mark));

        shows(labels, "once you leave this page", "Print", "until ", "<svg", "kiosk-" + mark);
        String code = labels.body().replaceAll("(?s).*>((?:[0-9A-Z]{5}-){3}[0-9A-Z]{5})<.*", "$1");
        shows(
                tenant.get("/claim?code=" + code),
                code,
                "Northwind Fleet",
                "Lease kiosk-" + mark + " from Northwind Fleet");
        shows(tenant.post("/a/contoso/claim", Map.of("code", code)), "The device is yours for the term of this lease.");
        assertEquals(422, tenant.post("/a/contoso/claim", Map.of("code", code)).status());
        shows(operator.get(created.address().getPath()), "Contoso Cafés", "Leased");
    }

    private static void shows(PortalSession.Page page, String... texts) {
        assertEquals(200, page.status(), page.body());
        for (String text : texts) {
            assertThat(page.body(), containsString(text));
        }
    }
}
