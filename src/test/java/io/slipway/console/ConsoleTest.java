package io.slipway.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import io.slipway.web.ProblemType;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way in, the frame around pages, and how refusals look to people. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ConsoleTest {
    @Test
    void a_stranger_sees_what_slipway_is_and_can_log_in() {
        Page page = PortalSession.anonymous().get("/");

        assertEquals(200, page.status());
        assertTrue(page.body().contains("href=\"/login\""));
        assertFalse(page.body().contains("id=\"navigation\""));
    }

    @Test
    void a_log_in_leads_to_the_only_account() {
        PortalSession operator = PortalSession.as("operator@northwind.example");

        assertEquals("/a/northwind", operator.get("/").address().getPath());
    }

    @Test
    void a_person_of_two_accounts_chooses_and_later_comes_back_to_the_last_one() {
        PortalSession consultant = PortalSession.as("consultant@example.org");

        Page chooser = consultant.get("/");
        assertEquals("/accounts", chooser.address().getPath());
        assertTrue(chooser.body().contains("href=\"/a/northwind\"")
                && chooser.body().contains("href=\"/a/contoso\""));
        assertFalse(chooser.body().contains("Fabrikam"));

        consultant.get("/a/contoso");
        assertEquals("/a/contoso", consultant.get("/").address().getPath());
    }

    @Test
    void the_navigation_shows_only_what_role_and_account_allow() {
        String operator =
                PortalSession.as("operator@northwind.example").get("/").body();
        String tenant = PortalSession.as("tenant@contoso.example").get("/").body();
        String manufacturer =
                PortalSession.as("manufacturer@acme.example").get("/").body();

        assertTrue(operator.contains("href=\"/a/northwind/scopes\""));
        assertFalse(operator.contains("/a/northwind/supply") || operator.contains("/a/northwind/members"));
        assertTrue(tenant.contains("href=\"/a/contoso/hubs\""));
        assertFalse(tenant.contains("/a/contoso/scopes"));
        assertTrue(manufacturer.contains("href=\"/a/acme/supply\""));
    }

    @Test
    void a_deep_link_comes_back_after_the_log_in() {
        Page page =
                PortalSession.anonymous().logIn("/a/northwind?from=mail", "operator@northwind.example", "slipway-demo");

        assertEquals(
                "/a/northwind?from=mail",
                page.address().getPath() + "?" + page.address().getQuery());
    }

    @Test
    void a_missing_page_keeps_the_frame() {
        Page page = PortalSession.as("operator@northwind.example").get("/a/northwind/nothing-like-it");

        assertEquals(404, page.status());
        assertTrue(page.body().contains("There is no such page here."));
        assertTrue(page.body().contains("id=\"navigation\""));
    }

    @Test
    void a_foreign_account_and_an_unknown_one_look_the_same() {
        PortalSession operator = PortalSession.as("operator@northwind.example");

        Page foreign = operator.get("/a/contoso");
        Page unknown = operator.get("/a/unknown");

        assertEquals(404, foreign.status());
        assertEquals(unknown.body(), foreign.body());
        assertFalse(foreign.body().contains("Contoso"));
        assertTrue(foreign.body().contains("Switch to Northwind Fleet"));
    }

    @Test
    void a_link_meant_for_another_account_of_the_person_offers_to_switch() {
        Page page = PortalSession.as("consultant@example.org").get("/a/contoso/nothing-like-it");

        assertEquals(404, page.status());
        assertTrue(page.body().contains("You act as Contoso Cafés"));
        assertTrue(page.body().contains("href=\"/a/northwind/nothing-like-it\""));
    }

    @Test
    void every_problem_type_is_explained_to_everybody() {
        PortalSession stranger = PortalSession.anonymous();
        String all = stranger.get("/problems").body();

        for (ProblemType type : ProblemType.values()) {
            assertTrue(all.contains("/problems/" + type.slug()), type.slug());
            assertTrue(stranger.get("/problems/" + type.slug()).body().contains(type.title()), type.slug());
        }
        assertEquals(404, stranger.get("/problems/no-such-type").status());
    }

    @Test
    void a_form_from_another_site_is_refused_with_a_page() {
        PortalSession operator = PortalSession.as("operator@northwind.example");

        var answer = operator.send(HttpRequest.newBuilder(PortalSession.portal("/a/northwind/activity/verifications"))
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("The request came from another site"));
    }

    @Test
    void home_shows_first_steps_and_counts() {
        String body = PortalSession.as("operator@bolt.example").get("/a/bolt").body();

        assertTrue(body.contains("Scopes"));
        assertTrue(body.contains("href=\"/a/bolt/scopes\""));
    }

    @Test
    void every_answer_says_how_long_it_took_here() {
        for (String path : List.of("/", "/problems", "/nothing-like-it", "/api/v1/a/bolt/devices")) {
            String timing = PortalSession.anonymous()
                    .get(path)
                    .response()
                    .headers()
                    .firstValue("Server-Timing")
                    .orElse("none");
            assertTrue(timing.matches("total;dur=[0-9]+\\.[0-9]"), path + ": " + timing);
        }
    }
}
