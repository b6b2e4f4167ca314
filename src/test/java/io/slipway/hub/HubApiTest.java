package io.slipway.hub;

import static io.slipway.hub.HubCalls.as;
import static io.slipway.hub.HubCalls.create;
import static io.slipway.hub.HubCalls.freshName;
import static io.slipway.hub.HubCalls.hub;
import static io.slipway.hub.HubCalls.hubs;
import static io.slipway.hub.HubCalls.link;
import static io.slipway.hub.HubCalls.scope;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubApiTest {
    @Test
    void an_operator_creates_a_built_in_hub_and_is_told_its_host_name() {
        String name = freshName().toUpperCase();

        create("northwind", Map.of("name", name))
                .statusCode(201)
                .header("Location", containsString("/api/v1/a/northwind/hubs/" + name))
                .header("ETag", notNullValue())
                .body("name", equalTo(name))
                .body("connector", equalTo("built-in"))
                .body("hostName", equalTo("northwind-" + name.toLowerCase() + ".hub.slipway.localhost"))
                .body("health.status", equalTo("healthy"))
                .body("health.detail", equalTo("Slipway's own database answers."))
                .body("health.checkedAt", notNullValue())
                .body("settings", equalTo(Map.of()));

        as("northwind").get(hubs("northwind")).then().body("name", hasItem(name));
    }

    @Test
    void a_tenant_has_hubs_too_and_a_manufacturer_none() {
        create("contoso", Map.of("name", freshName())).statusCode(201);
        create("acme", Map.of("name", freshName())).statusCode(403);
        as("acme").get(hubs("acme")).then().statusCode(403);
    }

    @Test
    void a_name_that_makes_no_host_name_is_refused() {
        refused(Map.of(), "name", "Give the hub a name.");
        String form = "Use 1 to 40 letters, digits or dashes in the name, a dash neither first nor last.";
        for (String name : List.of("a b", "-a", "a-", "é", "a.b", "a/b", "x".repeat(41))) {
            refused(Map.of("name", name), "name", form);
        }
        refused(Map.of("name", "New"), "name", "Choose another name: the page that creates hubs has this one.");
    }

    @Test
    void a_name_is_there_once_whatever_its_case() {
        String name = hub("northwind");

        create("northwind", Map.of("name", name.toUpperCase()))
                .statusCode(409)
                .body("detail", equalTo("A hub with this host name exists already. Choose another name."));
    }

    @Test
    void a_built_in_hub_names_its_own_host() {
        refused(
                Map.of("name", "west", "hostName", "west.example.org"),
                "hostName",
                "Leave the host name out: the built-in hub's is northwind-west.hub.slipway.localhost.");
    }

    @Test
    void a_hub_without_dependants_is_deleted() {
        String name = hub("northwind");

        as("northwind").delete(hubs("northwind") + "/" + name).then().statusCode(204);

        as("northwind")
                .get(hubs("northwind") + "/" + name)
                .then()
                .statusCode(404)
                .body("detail", equalTo("There is no such hub here."));
    }

    @Test
    void a_linked_hub_is_not_deleted_and_the_refusal_names_the_scope() {
        String name = hub("northwind");
        String idScope = scope("northwind");
        link("northwind", idScope, name);
        String scopeName =
                as("northwind").get("/api/v1/a/northwind/scopes/" + idScope).path("name");

        as("northwind")
                .delete(hubs("northwind") + "/" + name)
                .then()
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("The hub is linked to a scope. Unlink it first. It is linked to " + scopeName + "."));
        as("northwind").get(hubs("northwind") + "/" + name).then().statusCode(200);
    }

    @Test
    void a_hub_of_another_account_is_not_there() {
        String name = hub("contoso");

        for (String part : List.of("", "/devices", "/devices/x", "/links")) {
            as("northwind").get(hubs("northwind") + "/" + name + part).then().statusCode(404);
            as("northwind").get(hubs("contoso") + "/" + name + part).then().statusCode(404);
        }
        as("northwind")
                .body(Map.of())
                .put(hubs("northwind") + "/" + name)
                .then()
                .statusCode(404);
        as("northwind").delete(hubs("northwind") + "/" + name).then().statusCode(404);
        as("northwind").delete(hubs("contoso") + "/" + name).then().statusCode(404);
        as("northwind").post(hubs("northwind") + "/" + name + "/checks").then().statusCode(404);
        as("contoso").get(hubs("contoso") + "/" + name).then().statusCode(200);
    }

    private static void refused(Map<String, ?> body, String field, String sentence) {
        create("northwind", body).statusCode(422).body("fields." + field, equalTo(sentence));
    }
}
