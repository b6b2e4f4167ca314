package io.slipway.hub;

import static io.slipway.hub.HubCalls.as;
import static io.slipway.hub.HubCalls.ask;
import static io.slipway.hub.HubCalls.hostName;
import static io.slipway.hub.HubCalls.hub;
import static io.slipway.hub.HubCalls.hubs;
import static io.slipway.hub.HubCalls.link;
import static io.slipway.hub.HubCalls.scope;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.db.AccountId;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.demo.SampleCompanies;
import io.slipway.scope.ScopeId;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubLinkApiTest {
    @Inject
    DeviceTransactions device;

    @Inject
    Hubs hubs;

    @Test
    void a_hub_is_linked_to_a_scope_with_weight_one_and_for_allocation() {
        String hub = hub("northwind");
        String idScope = scope("northwind");

        post(idScope, hostName("northwind", hub).toUpperCase(), Map.of())
                .statusCode(201)
                .header("Location", containsString(links(idScope) + "/"))
                .body("hub", equalTo(hub))
                .body("weight", is(1))
                .body("applyAllocationPolicy", is(true))
                .body("health", equalTo("healthy"));

        as("northwind").get(links(idScope)).then().body("hub", contains(hub));
        as("northwind").get(hubs("northwind") + "/" + hub + "/links").then().body("idScope", contains(idScope));
    }

    @Test
    void linking_twice_is_refused() {
        String hub = hub("northwind");
        String idScope = scope("northwind");
        link("northwind", idScope, hub);

        post(idScope, hostName("northwind", hub), Map.of())
                .statusCode(409)
                .body("detail", equalTo("This hub is linked to the scope already."));
    }

    @Test
    void a_weight_outside_its_range_is_refused() {
        String hub = hub("northwind");
        String idScope = scope("northwind");

        for (int weight : List.of(0, -1, 1001)) {
            post(idScope, hostName("northwind", hub), Map.of("weight", weight))
                    .statusCode(422)
                    .body("fields.weight", equalTo("Give a weight from 1 to 1000."));
        }
    }

    @Test
    void weight_and_use_by_allocation_are_changed_and_the_older_version_refused() {
        String idScope = scope("northwind");
        String link = links(idScope) + "/" + link("northwind", idScope, hub("northwind"));
        String etag = as("northwind").get(link).path("etag");

        as("northwind")
                .header("If-Match", etag)
                .body(Map.of("weight", 1000, "applyAllocationPolicy", false))
                .put(link)
                .then()
                .statusCode(200)
                .body("weight", is(1000))
                .body("applyAllocationPolicy", is(false));
        as("northwind").header("If-Match", etag).body(Map.of()).put(link).then().statusCode(412);
    }

    @Test
    void an_unlinked_hub_is_gone_from_both_sides() {
        String hub = hub("northwind");
        String idScope = scope("northwind");
        String link = links(idScope) + "/" + link("northwind", idScope, hub);

        as("northwind").delete(link).then().statusCode(204);

        as("northwind").get(link).then().statusCode(404);
        as("northwind").get(links(idScope)).then().body("$", empty());
        as("northwind").get(hubs("northwind") + "/" + hub + "/links").then().body("$", empty());
    }

    @Test
    void each_step_is_an_event() {
        String idScope = scope("northwind");
        String id = link("northwind", idScope, hub("northwind"));
        as("northwind")
                .body(Map.of("weight", 5))
                .put(links(idScope) + "/" + id)
                .then()
                .statusCode(200);
        as("northwind").delete(links(idScope) + "/" + id).then().statusCode(204);

        for (String action : List.of("hubLink.created", "hubLink.changed", "hubLink.deleted")) {
            as("northwind")
                    .get("/api/v1/a/northwind/events?action=" + action + "&limit=500")
                    .then()
                    .body("events.objectId", hasItem(id));
        }
    }

    @Test
    void a_hub_of_another_account_is_not_there_to_be_linked() {
        String foreign = hostName("contoso", hub("contoso"));
        String idScope = scope("northwind");

        post(idScope, foreign, Map.of()).statusCode(404).body("detail", equalTo("There is no such hub here."));
        post(idScope, "nobody.hub.slipway.localhost", Map.of()).statusCode(404);
        as("northwind").body(Map.of()).post(links(idScope)).then().statusCode(404);
        as("northwind").get(links(idScope)).then().body("$", empty());
    }

    @Test
    void another_accounts_scope_and_links_are_not_there() {
        String idScope = scope("bolt");
        String id = link("bolt", idScope, hub("bolt"));
        String link = links(idScope) + "/" + id;

        as("northwind").get(links(idScope)).then().statusCode(404);
        as("northwind").get(link).then().statusCode(404);
        as("northwind").body(Map.of("weight", 9)).put(link).then().statusCode(404);
        as("northwind").delete(link).then().statusCode(404);
        as("northwind").get(links(scope("northwind")) + "/" + id).then().statusCode(404);
        as("northwind").get(links(scope("northwind")) + "/no-id").then().statusCode(404);
        as("bolt").get("/api/v1/a/bolt/scopes/" + idScope + "/hubs").then().body("weight", contains(1));
    }

    @Test
    void a_tenant_links_nothing() {
        String links = "/api/v1/a/contoso/scopes/0ne00000000/hubs";
        as("contoso").get(links).then().statusCode(403);
        as("contoso").body(Map.of()).post(links).then().statusCode(403);
    }

    @Test
    void the_device_plane_reads_what_a_scope_may_allocate_to() throws SQLException {
        String idScope = scope("northwind");
        String hub = hub("northwind");
        link("northwind", idScope, hub);
        UUID scope = ask("northwind", "select scope_id from scope where id_scope = '" + idScope + "'");

        List<LinkedHub> linked = linked("northwind", scope);

        assertEquals(1, linked.size());
        LinkedHub one = linked.get(0);
        assertEquals(hostName("northwind", hub), one.hostName());
        assertEquals("built-in", one.connector());
        assertEquals("{}", one.settingsJson());
        assertEquals("healthy", one.health());
        assertEquals(1, one.weight());
        assertTrue(one.applyAllocationPolicy());
        assertEquals(List.of(), linked("contoso", scope));
    }

    private List<LinkedHub> linked(String slug, UUID scope) {
        AccountId account = new AccountId(SampleCompanies.account(slug).id());
        return device.in(Actor.system(account), tx -> hubs.linked(tx, new ScopeId(scope)));
    }

    private static String links(String idScope) {
        return "/api/v1/a/northwind/scopes/" + idScope + "/hubs";
    }

    private static ValidatableResponse post(String idScope, String hostName, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("hostName", hostName);
        return as("northwind").body(body).post(links(idScope)).then();
    }
}
