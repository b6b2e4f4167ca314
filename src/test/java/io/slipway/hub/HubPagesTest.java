package io.slipway.hub;

import static io.slipway.hub.HubCalls.as;
import static io.slipway.hub.HubCalls.freshName;
import static io.slipway.hub.HubCalls.hub;
import static io.slipway.hub.HubCalls.hubs;
import static io.slipway.hub.HubCalls.link;
import static io.slipway.hub.HubCalls.scope;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubPagesTest {
    private static PortalSession operator;

    @Inject
    RecordingHubConnector recording;

    @Test
    void an_operator_creates_a_hub_and_lands_on_its_page() {
        String name = freshName();

        Page page = operator().post("/a/northwind/hubs", Map.of("connector", "built-in", "name", name));

        assertEquals(200, page.status());
        assertEquals("/a/northwind/hubs/" + name, page.address().getPath());
        shows(page, "The hub " + name + " is there.");
        shows(page, "northwind-" + name + ".hub.slipway.localhost");
        shows(page, "Healthy");
        shows(operator().get("/a/northwind/hubs"), "/a/northwind/hubs/" + name);
    }

    @Test
    void a_refused_form_keeps_what_was_typed_but_no_secret() {
        String host = freshName() + ".example.org";

        Page page = operator()
                .post(
                        "/a/northwind/hubs",
                        Map.of(
                                "connector",
                                "recording",
                                "name",
                                "west!",
                                "recording-host",
                                host,
                                "recording-key",
                                "a-secret-typed",
                                "recording-region",
                                "us"));

        assertEquals(422, page.status());
        shows(page, "Use 1 to 40 letters, digits or dashes in the name");
        shows(page, "value=\"west!\"");
        shows(page, "value=\"" + host + "\"");
        shows(page, "value=\"us\" selected");
        assertFalse(page.body().contains("a-secret-typed"));
    }

    @Test
    void a_connectors_form_is_made_of_its_schema_and_each_refusal_stands_at_its_field() {
        String form = operator().get("/a/northwind/hubs/new").body();
        for (String field : new String[] {"region", "path", "timeout", "share", "verify", "key"}) {
            assertTrue(form.contains("name=\"recording-" + field + "\""), field);
        }
        assertTrue(form.contains("type=\"password\""));

        Page page = operator()
                .post(
                        "/a/northwind/hubs",
                        Map.of("connector", "recording", "name", freshName(), "recording-host", "a.example.org"));

        assertEquals(422, page.status());
        shows(page, "href=\"#recording-key\">Enter Key.");
        shows(page, "href=\"#recording-region\">Enter Region.");
    }

    @Test
    void a_box_that_is_not_ticked_is_false_whatever_the_default() {
        String host = freshName() + ".example.org";
        String name = freshName();
        Map<String, String> entered = Map.of(
                "connector",
                "recording",
                "name",
                name,
                "recording-host",
                host,
                "recording-region",
                "eu",
                "recording-key",
                "0123456789");

        assertEquals(200, operator().post("/a/northwind/hubs", entered).status());
        assertEquals(
                "{\"region\":\"eu\",\"timeout\":5,\"verify\":false,\"key\":\"0123456789\"}",
                recording.lastSettings(host));

        String settings = "/a/northwind/hubs/" + name + "/settings";
        shows(operator().get(settings), "Leave it empty to keep the stored one.");
        operator().post(settings, Map.of("recording-region", "us", "recording-verify", "true", "version", "0"));
        assertEquals(
                "{\"region\":\"us\",\"timeout\":5,\"verify\":true,\"key\":\"0123456789\"}",
                recording.lastSettings(host));
        Page stale = operator().post(settings, Map.of("recording-region", "eu", "version", "0"));
        assertEquals(412, stale.status());
        shows(stale, "It was changed after you loaded it.");
    }

    @Test
    void a_hub_is_linked_weighted_and_unlinked_in_the_console() {
        String hub = hub("northwind");
        String idScope = scope("northwind");
        String links = "/a/northwind/scopes/" + idScope + "/hubs";
        String host = HubCalls.hostName("northwind", hub);
        shows(operator().get(links), "No hub is linked");

        shows(operator().post(links, Map.of("weight", "1")), "Choose the hub to link.");
        Page none = operator().post(links, Map.of("hostName", host, "weight", "lots"));
        assertEquals(422, none.status());
        shows(none, "Give a weight from 1 to 1000.");
        shows(none, "value=\"lots\"");
        shows(
                operator().post(links, Map.of("hostName", host, "weight", "3", "applyAllocationPolicy", "true")),
                "The hub " + hub + " is linked.");

        String id = as("northwind").get("/api/v1" + links).path("[0].id");
        shows(operator().get(links + "/" + id), "No device is on it, and nothing that you see names it.");
        shows(operator().post(links + "/" + id, Map.of("weight", "7", "version", "0")), "only where named");
        as("northwind").get("/api/v1" + links).then().body("[0].weight", equalTo(7));
        shows(operator().post(links + "/" + id + "/deletion", Map.of()), "is not linked any more.");
    }

    @Test
    void a_linked_hub_says_why_it_cannot_be_deleted() {
        String hub = hub("northwind");
        link("northwind", scope("northwind"), hub);

        shows(
                operator().get("/a/northwind/hubs/" + hub),
                "It cannot be deleted while something depends on it. It is linked to Scope ");
        Page refused = operator().post("/a/northwind/hubs/" + hub + "/deletion", Map.of());
        assertEquals(409, refused.status());
        shows(refused, "The hub is linked to a scope. Unlink it first.");
    }

    @Test
    void a_hub_without_dependants_is_deleted() {
        String hub = hub("northwind");

        Page page = operator().post("/a/northwind/hubs/" + hub + "/deletion", Map.of());

        assertEquals("/a/northwind/hubs", page.address().getPath());
        shows(page, "The hub " + hub + " is deleted.");
    }

    @Test
    void an_unhealthy_hub_says_so_on_its_page_and_on_home() {
        String name = freshName();
        String host = name + ".example.org";
        HubCalls.create(
                        "bolt",
                        Map.of(
                                "name",
                                name,
                                "connector",
                                "recording",
                                "hostName",
                                host,
                                "settings",
                                Map.of("region", "eu", "key", "0123456789")))
                .statusCode(201);
        recording.takeAway(host, "The key was refused.");
        PortalSession bolt = PortalSession.as("operator@bolt.example");

        Page page = bolt.post("/a/bolt/hubs/" + name + "/checks", Map.of());

        shows(page, "The connection does not work. The key was refused.");
        shows(page, "Unhealthy");
        shows(bolt.get("/a/bolt"), "The hub " + name + " is unhealthy");
    }

    @Test
    void an_auditor_sees_everything_and_is_told_whom_to_ask() {
        String hub = hub("northwind");
        PortalSession auditor = PortalSession.as("auditor@northwind.example");

        Page page = auditor.get("/a/northwind/hubs/" + hub);

        shows(page, "Your roles do not allow this. Ask an account admin.");
        assertFalse(page.body().contains("/deletion\""));
        assertEquals(
                403,
                auditor.post("/a/northwind/hubs/" + hub + "/deletion", Map.of()).status());
        as("northwind").get(hubs("northwind") + "/" + hub).then().statusCode(200);
    }

    @Test
    void another_accounts_hub_has_no_page() {
        String hub = hub("contoso");

        assertEquals(404, operator().get("/a/northwind/hubs/" + hub).status());
        assertEquals(404, operator().get("/a/contoso/hubs/" + hub).status());
        assertEquals(
                404, operator().get("/a/northwind/hubs/" + hub + "/devices").status());
    }

    private static PortalSession operator() {
        if (operator == null) {
            operator = PortalSession.as("operator@northwind.example");
        }
        return operator;
    }

    private static void shows(Page page, String text) {
        assertTrue(
                page.body().contains(text), () -> "\"" + text + "\" is not on " + page.address() + ":\n" + page.body());
    }
}
