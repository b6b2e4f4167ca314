package io.slipway.sharing;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ending a link whose hub never forgets what has left it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubLinkAbandonmentTest {
    private static final Calls TENANT = Calls.as("contoso");
    private static final Calls OPERATOR = Calls.as("northwind");
    private static final Duration LONG = Duration.ofSeconds(45);

    private Shared shared;
    private String link;
    private String ofScope;
    private String ofHub;

    @BeforeEach
    void two_devices_have_left_a_hub_that_was_never_asked_to_forget_them() {
        shared = Shared.between("contoso", "northwind");
        link = shared.accept(shared.offer());
        ofScope = shared.ofScope("hubs/" + link);
        ofHub = shared.ofHub("links/" + link);
        departed("gone-1");
        departed("gone-2");
    }

    @Test
    void the_operator_ends_a_link_without_its_hub_once_that_was_asked_in_vain() {
        end(OPERATOR, ofScope);
        OPERATOR.get(ofScope + "/use").body("departures", is(2)).body("unanswered", is(0));

        abandon(OPERATOR, ofScope, shared.hostName()).statusCode(200).body("abandonedAt", notNullValue());

        TENANT.get(ofHub).statusCode(200).body("abandonedAt", notNullValue());
        askedInVain();
        awaitGone();
        TENANT.get(ofHub).statusCode(404);
        for (String company : List.of("contoso", "northwind")) {
            assertEquals(
                    List.of("hubLink.created", "hubLink.ending", "hubLink.abandoned", "hubLink.deleted"),
                    Trail.of(company, link));
            Calls.as(company)
                    .get("events?objectType=hubLink&objectId=" + link)
                    .body("events[0].action", equalTo("hubLink.deleted"))
                    .body("events[0].actorName", equalTo("Slipway"))
                    .body("events[0].after.identitiesLeft", is(2))
                    .body("events[1].action", equalTo("hubLink.abandoned"))
                    .body("events[1].actorName", not(equalTo("Slipway")))
                    .body("events[1].after.identities", is(2));
        }
    }

    @Test
    void the_hubs_company_ends_a_link_without_its_hub() {
        askedInVain();
        end(TENANT, ofHub);
        TENANT.get(ofHub + "/use").body("departures", is(2)).body("unanswered", is(2));

        abandon(TENANT, ofHub, shared.hostName()).statusCode(200);

        awaitGone();
        OPERATOR.get(shared.ofScope("hubs")).body("size()", is(0));
    }

    @Test
    void a_wrong_confirmation_changes_nothing() {
        askedInVain();
        end(OPERATOR, ofScope);

        for (String wrong : List.of("", shared.hub(), shared.hostName() + ".")) {
            abandon(OPERATOR, ofScope, wrong)
                    .statusCode(422)
                    .body("fields.confirmation", equalTo("Type the hub's host name to confirm."));
        }
        OPERATOR.post(ofScope + "/abandonment", Map.of()).statusCode(422);

        OPERATOR.get(ofScope).body("abandonedAt", nullValue());
        assertEquals(List.of("hubLink.created", "hubLink.ending"), Trail.of("northwind", link));
    }

    @Test
    void only_a_company_that_wants_the_link_to_end_gives_its_hub_up() {
        String refusal = "Your company has not said that this link is to end.";
        abandon(OPERATOR, ofScope, shared.hostName()).statusCode(409).body("detail", startsWith(refusal));

        end(TENANT, ofHub);

        abandon(OPERATOR, ofScope, shared.hostName()).statusCode(409).body("detail", startsWith(refusal));
        OPERATOR.get(ofScope).body("abandonedAt", nullValue());
    }

    @Test
    void a_link_does_not_end_without_its_hub_while_devices_are_there() {
        shared.deviceOf("contoso");
        end(OPERATOR, ofScope);

        abandon(OPERATOR, ofScope, shared.hostName())
                .statusCode(409)
                .body("detail", startsWith("1 device of the scope is on the hub. Move it first"));

        OPERATOR.get(ofScope).body("abandonedAt", nullValue());
    }

    @Test
    void who_keeps_the_link_waits_for_its_hub_again() {
        end(OPERATOR, ofScope);
        abandon(OPERATOR, ofScope, shared.hostName()).statusCode(200);

        OPERATOR.delete(ofScope + "/ending").statusCode(200).body("abandonedAt", nullValue());
        end(OPERATOR, ofScope);

        OPERATOR.get(ofScope).body("endingSince", notNullValue()).body("abandonedAt", nullValue());
    }

    @Test
    void the_database_lets_neither_company_give_the_hub_up_for_the_other_nor_without_an_end() {
        String scopes = "update hub_link set scope_abandoned_at = now() where hub_link_id = ?::uuid";
        String hubs = "update hub_link set hub_abandoned_at = now() where hub_link_id = ?::uuid";

        assertThat(Sql.as("contoso").refusal(scopes, link), containsString("Each company says for itself"));
        assertThat(Sql.as("northwind").refusal(hubs, link), containsString("Each company says for itself"));
        assertThat(Sql.as("northwind").refusal(scopes, link), containsString("hub_link_abandoned_by_scope"));
        assertThat(Sql.as("contoso").refusal(hubs, link), containsString("hub_link_abandoned_by_hub"));
    }

    @Test
    void the_hubs_company_counts_what_its_hub_is_to_forget_and_reads_nothing_of_it() {
        assertEquals(
                2L,
                Sql.as("contoso")
                        .<Long>value("select count(*) from departure join hub_link using (scope_id, hub_id)"
                                + " where hub_link_id = '" + link + "'"));
        assertThat(
                Sql.as("contoso").refusal("select registration_key from departure"),
                containsString("permission denied"));
        assertThat(Sql.as("northwind").refusal("delete from departure"), containsString("permission denied"));
    }

    @Test
    void the_pages_of_both_companies_say_what_stays_behind_and_do_it() {
        PortalSession operator = PortalSession.as("operator@northwind.example");
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        String operators = "/a/northwind/" + ofScope;
        String tenants = "/a/contoso/" + ofHub;
        end(TENANT, ofHub);

        shows(operator.get(operators), 200, "2 identities of devices that have left are still on the hub.", "Contoso");
        shows(
                tenant.get(tenants),
                200,
                "Only if the hub is gone for good. 2 identities stay behind on it",
                tenants + "/abandonment");
        assertThat(operator.get(operators).body(), not(containsString(operators + "/abandonment")));
        end(OPERATOR, ofScope);
        shows(operator.get(operators), 200, operators + "/abandonment");
        shows(
                operator.post(operators + "/abandonment", Map.of("confirmation", "another")),
                422,
                "Type the hub&#39;s host name to confirm.");

        shows(
                operator.post(operators + "/abandonment", Map.of("confirmation", shared.hostName())),
                200,
                "The link ends without the hub.");

        shows(operator.get(operators), 200, "You gave the hub up");
        shows(tenant.get(tenants), 200, "Northwind Fleet has given the hub up");
        shows(
                tenant.post(tenants + "/abandonment", Map.of("confirmation", shared.hostName())),
                200,
                "The link ends without the hub.");
        askedInVain();
        awaitGone();
    }

    private static void end(Calls company, String link) {
        company.post(link + "/ending", Map.of()).statusCode(200);
    }

    private static ValidatableResponse abandon(Calls company, String link, String confirmation) {
        return company.post(link + "/abandonment", Map.of("confirmation", confirmation));
    }

    private void awaitGone() {
        await().atMost(LONG).untilAsserted(() -> OPERATOR.get(ofScope).statusCode(404));
    }

    /** Due so late that the job leaves it to this test. */
    private void departed(String device) {
        Sql.as("northwind")
                .update(
                        """
                        insert into departure (scope_id, registration_key, hub_id, linked_hub_id, device_id, account_id, due_at)
                        select scope_id, ?, hub_id, hub_id, ?, account_id, now() + interval '1 year'
                          from hub_link
                         where hub_link_id = ?::uuid
                        """,
                        device,
                        device,
                        link);
    }

    private void askedInVain() {
        Sql.deviceOf("northwind")
                .update(
                        """
                        update departure
                           set tries = 4
                          from hub_link
                         where hub_link.scope_id = departure.scope_id
                           and hub_link.hub_id = departure.hub_id
                           and hub_link_id = ?::uuid
                        """,
                        link);
    }

    private static void shows(Page page, int status, String... texts) {
        assertEquals(status, page.status(), page.body());
        for (String text : texts) {
            assertThat(page.body(), containsString(text));
        }
    }
}
