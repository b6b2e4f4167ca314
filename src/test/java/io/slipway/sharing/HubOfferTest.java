package io.slipway.sharing;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubOfferTest {
    private static final Calls TENANT = Calls.as("contoso");
    private static final Calls OPERATOR = Calls.as("northwind");

    private static int tests;

    @Inject
    TestClock clock;

    private Shared shared;

    @BeforeEach
    void a_hub_of_contoso_and_a_scope_of_northwind() {
        shared = Shared.between("contoso", "northwind");
        // Wrong codes of one test do not count against the next.
        clock.forward(Duration.ofMinutes(2 * ++tests));
    }

    @AfterEach
    void the_clock_is_right_again() {
        clock.putBack();
    }

    @Test
    void an_accepted_offer_links_the_hub_with_the_weight_the_operator_chose() {
        String offer = shared.offer();

        OPERATOR.get("hub-offers/" + offer)
                .statusCode(200)
                .body("hub", equalTo(shared.hub()))
                .body("from.name", equalTo("Contoso Cafés"))
                .body("note", equalTo("For the north"))
                .body("state", equalTo("offered"));
        String link = shared.accept(offer);

        OPERATOR.get(shared.ofScope("hubs/" + link))
                .statusCode(200)
                .body("hostName", equalTo(shared.hostName()))
                .body("hubCompany.account", equalTo("contoso"))
                .body("weight", is(3));
        OPERATOR.get("hub-offers").body("id", not(hasItem(offer)));
        OPERATOR.get("hub-offers/" + offer).body("state", equalTo("accepted"));
    }

    @Test
    void the_hubs_company_sees_which_scope_uses_it() {
        String link = shared.accept(shared.offer());

        TENANT.get(shared.ofHub("links"))
                .statusCode(200)
                .body("id", contains(link))
                .body("scope", contains(shared.scopeName()))
                .body("idScope", contains(shared.idScope()))
                .body("scopeCompany.name", contains("Northwind Fleet"))
                .body("weight", contains(3));
    }

    @Test
    void an_offer_is_answered_once() {
        String offer = shared.offer();
        shared.accept(offer);

        OPERATOR.post("hub-offers/" + offer + "/acceptances", Map.of("idScope", shared.idScope()))
                .statusCode(409)
                .body("detail", startsWith("This offer is accepted."));
        OPERATOR.post("hub-offers/" + offer + "/declines", Map.of()).statusCode(409);
        TENANT.delete(shared.ofHub("offers/" + offer)).statusCode(409);
    }

    @Test
    void a_declined_offer_shows_the_operator_nothing_more_of_the_hub() {
        String offer = shared.offer();

        OPERATOR.post("hub-offers/" + offer + "/declines", Map.of())
                .statusCode(200)
                .body("state", equalTo("declined"))
                .body("hub", nullValue())
                .body("hostName", nullValue());

        TENANT.get(shared.ofHub("offers/" + offer)).body("state", equalTo("declined"));
    }

    @Test
    void a_withdrawn_offer_cannot_be_accepted() {
        String offer = shared.offer();

        TENANT.delete(shared.ofHub("offers/" + offer)).statusCode(200).body("state", equalTo("withdrawn"));

        OPERATOR.post("hub-offers/" + offer + "/acceptances", Map.of("idScope", shared.idScope()))
                .statusCode(409);
        OPERATOR.get(shared.ofScope("hubs")).body("size()", is(0));
    }

    @Test
    void an_expired_offer_cannot_be_accepted() {
        String offer = shared.offer();
        clock.forward(Duration.ofDays(15));

        OPERATOR.post("hub-offers/" + offer + "/acceptances", Map.of("idScope", shared.idScope()))
                .statusCode(409)
                .body("detail", startsWith("This offer is expired."));
    }

    @Test
    void an_offer_that_expires_is_in_both_trails_and_makes_room_for_another() {
        String offer = shared.offer();
        clock.forward(Duration.ofDays(15));

        for (String company : List.of("contoso", "northwind")) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertEquals(List.of("hubOffer.created", "hubOffer.expired"), Trail.of(company, offer)));
        }
        TENANT.get(shared.ofHub("offers")).body("find { it.id == '" + offer + "' }.state", equalTo("expired"));
        PortalSession operator = PortalSession.as("operator@northwind.example");
        assertThat(operator.get("/a/northwind/hub-offers").body(), containsString("/a/northwind/hub-offers/" + offer));
        assertNotEquals(offer, shared.offer());
    }

    @Test
    void one_open_offer_of_a_hub_to_an_operator_is_enough() {
        shared.offer();

        TENANT.post(shared.ofHub("offers"), Map.of("operator", "northwind"))
                .statusCode(409)
                .body("detail", equalTo("This hub is on offer to that operator already."));
    }

    @Test
    void an_unknown_name_and_a_company_that_is_no_operator_get_the_same_answer() {
        Calls.as("fabrikam").enter();

        String nobody = refused("nobody-at-all");
        String tenant = refused("fabrikam");

        assertEquals(nobody, tenant);
        TENANT.get(shared.ofHub("offers")).body("size()", is(0));
        TENANT.post(shared.ofHub("offers"), Map.of("operator", "contoso")).statusCode(422);
    }

    @Test
    void a_code_is_shown_once_and_works_once() {
        ValidatableResponse made = code();
        String code = made.extract().path("code");
        String offer = made.extract().path("offer.id");
        made.body("code", matchesPattern("[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}"));

        String shown = TENANT.get(shared.ofHub("offers")).extract().asString();
        assertEquals(false, shown.contains(code));
        enter("northwind", code.toLowerCase().replace("-", " ").replace('0', 'o'))
                .statusCode(201)
                .body("id", equalTo(offer))
                .body("to.account", equalTo("northwind"));
        enter("bolt", code).statusCode(422);
        shared.accept(offer);

        TENANT.get(shared.ofHub("links")).body("scope", contains(shared.scopeName()));
    }

    @Test
    void a_wrong_a_used_a_withdrawn_and_an_expired_code_get_the_same_answer() {
        ValidatableResponse withdrawn = code();
        TENANT.delete(shared.ofHub("offers/" + withdrawn.extract().path("offer.id")));
        ValidatableResponse used = code();
        enter("northwind", used.extract().path("code")).statusCode(201);
        String expired = code().extract().path("code");

        String wrong = refusal("bolt", "00000-00000-00000-00000");
        assertEquals(wrong, refusal("bolt", withdrawn.extract().path("code")));
        assertEquals(wrong, refusal("bolt", used.extract().path("code")));
        assertEquals(wrong, refusal("bolt", "no code"));
        clock.forward(Duration.ofDays(15));
        assertEquals(wrong, refusal("bolt", expired));
    }

    @Test
    void a_few_wrong_codes_a_minute_are_enough() {
        String right = code().extract().path("code");
        for (int i = 0; i < 5; i++) {
            refusal("bolt", "00000-00000-00000-0000" + i);
        }

        enter("bolt", right).statusCode(429).body("detail", containsString("Wait a minute"));
        clock.forward(Duration.ofSeconds(61));
        enter("bolt", right).statusCode(201);
    }

    @Test
    void an_operator_enters_no_code_of_its_own() {
        Shared own = Shared.between("northwind", "northwind");
        String code = OPERATOR.post(own.ofHub("offer-codes"), Map.of())
                .statusCode(201)
                .extract()
                .path("code");

        enter("northwind", code).statusCode(422);
    }

    @Test
    void a_code_is_stored_as_a_hash_only() {
        String code = code().extract().path("code");

        List<Map<String, Object>> rows =
                Sql.as("contoso").rows("select to_jsonb(hub_offer)::text as row from hub_offer");

        assertEquals(
                true, rows.stream().noneMatch(row -> row.get("row").toString().contains(code.substring(6))));
    }

    @Test
    void nobody_but_the_two_companies_sees_an_offer() {
        String offer = shared.offer();

        for (String other : List.of("bolt", "fabrikam", "corner", "acme")) {
            assertEquals(
                    0L,
                    Sql.as(other)
                            .<Long>value(
                                    "select count(*) from hub_offer where hub_offer_id = ?", UUID.fromString(offer)));
            assertEquals(
                    0L,
                    Sql.as(other).<Long>value("select count(*) from hub_face where host_name = ?", shared.hostName()));
        }
        Calls.as("bolt").get("hub-offers/" + offer).statusCode(404);
        Calls.as("bolt")
                .post(
                        "hub-offers/" + offer + "/acceptances",
                        Map.of("idScope", Calls.as("bolt").newScope("S " + offer)))
                .statusCode(404);
    }

    @Test
    void the_operator_sees_neither_settings_nor_secrets_nor_identities_of_the_hub() {
        shared.accept(shared.offer());

        assertEquals(
                0L, Sql.as("northwind").<Long>value("select count(*) from hub where host_name = ?", shared.hostName()));
        assertEquals(
                0L,
                Sql.as("northwind")
                        .<Long>value(
                                "select count(*) from hub_device join hub_face using (hub_id) where host_name = ?",
                                shared.hostName()));
        OPERATOR.get("hubs/" + shared.hub()).statusCode(404);
        OPERATOR.get(shared.ofHub("devices")).statusCode(404);
    }

    @Test
    void the_tenant_sees_only_the_scope_that_uses_its_hub() {
        Shared other = Shared.between("fabrikam", "northwind");
        other.accept(other.offer());
        shared.accept(shared.offer());

        List<Map<String, Object>> scopes = Sql.as("contoso")
                .rows("select id_scope from scope where id_scope in (?, ?)", shared.idScope(), other.idScope());

        assertEquals(List.of(Map.of("id_scope", shared.idScope())), scopes);
        assertEquals(
                0L,
                Sql.as("contoso")
                        .<Long>value(
                                "select count(*) from hub_link where scope_id in"
                                        + " (select scope_id from scope_address where id_scope = ?)",
                                other.idScope()));
    }

    @Test
    void no_hub_is_linked_without_its_companys_offer() {
        String refusal = Sql.as("northwind")
                .refusal(
                        """
                        insert into hub_link (hub_link_id, account_id, scope_id, hub_account_id, hub_id)
                        select gen_random_uuid(), account_id, scope_id, ?::uuid, ? from scope where id_scope = ?
                        """,
                        Sql.id("contoso"),
                        Sql.as("contoso").value("select hub_id from hub where host_name = ?", shared.hostName()),
                        shared.idScope());

        assertEquals(true, refusal.contains("row-level security"), refusal);
    }

    @Test
    void the_tenant_cannot_change_how_the_scope_uses_its_hub() {
        String link = shared.accept(shared.offer());

        String refusal = Sql.as("contoso")
                .refusal("update hub_link set weight = 9 where hub_link_id = ?", UUID.fromString(link));

        assertEquals(true, refusal.contains("decided by the scope's company"), refusal);
    }

    @Test
    void each_step_is_in_both_trails() {
        String offer = shared.offer();
        String link = shared.accept(offer);

        String withdrawn = shared.offer();
        TENANT.delete(shared.ofHub("offers/" + withdrawn)).statusCode(200);

        for (String company : List.of("contoso", "northwind")) {
            assertEquals(List.of("hubOffer.created", "hubOffer.accepted"), Trail.of(company, offer));
            assertEquals(List.of("hubLink.created"), Trail.of(company, link));
            assertEquals(List.of("hubOffer.created", "hubOffer.withdrawn"), Trail.of(company, withdrawn));
        }
    }

    @Test
    void an_offer_by_code_reaches_the_operators_trail_when_it_brings_the_code() {
        ValidatableResponse made = code();
        String offer = made.extract().path("offer.id");
        assertEquals(List.of(), Trail.of("northwind", offer));

        enter("northwind", made.extract().path("code")).statusCode(201);
        OPERATOR.post("hub-offers/" + offer + "/declines", Map.of()).statusCode(200);

        assertEquals(List.of("hubOffer.takenUp", "hubOffer.declined"), Trail.of("northwind", offer));
        assertEquals(List.of("hubOffer.created", "hubOffer.takenUp", "hubOffer.declined"), Trail.of("contoso", offer));
    }

    @Test
    void both_see_the_capacity_of_the_hub() {
        String link = shared.accept(shared.offer());

        TENANT.put("hubs/" + shared.hub(), Map.of("capacity", 500))
                .statusCode(200)
                .body("capacity", is(500));

        OPERATOR.get(shared.ofScope("hubs/" + link)).body("capacity", is(500));
        TENANT.put("hubs/" + shared.hub(), Map.of("capacity", 0))
                .statusCode(422)
                .body("fields.capacity", startsWith("Give a capacity"));
    }

    @Test
    void a_hub_on_offer_is_not_deleted() {
        String offer = shared.offer();

        TENANT.delete("hubs/" + shared.hub()).statusCode(409).body("detail", startsWith("The hub is on offer."));
        TENANT.delete(shared.ofHub("offers/" + offer)).statusCode(200);
        TENANT.delete("hubs/" + shared.hub()).statusCode(204);
    }

    private String refused(String operator) {
        return TENANT.post(shared.ofHub("offers"), Map.of("operator", operator))
                .statusCode(422)
                .extract()
                .asString();
    }

    private ValidatableResponse code() {
        return TENANT.post(shared.ofHub("offer-codes"), Map.of("days", 3)).statusCode(201);
    }

    private static ValidatableResponse enter(String company, String code) {
        return Calls.as(company).post("hub-offer-codes", Map.of("code", code));
    }

    private static String refusal(String company, String code) {
        return enter(company, code).statusCode(422).extract().asString();
    }
}
