package io.slipway.supply;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class SupplyGrantTest {
    private static final String NOBODY =
            "No manufacturer account has this name. Ask the manufacturer for the name in the"
                    + " addresses of its own pages; somebody of it must have signed in once.";
    private final Calls northwind = Calls.as("northwind");
    private final Calls acme = Calls.as("acme");
    private String idScope;
    private String grants;

    @BeforeEach
    void a_scope_of_northwind() {
        acme.enter();
        Calls.as("bolt").enter();
        Calls.as("contoso").enter();
        idScope = northwind.newScope("Supplied " + UUID.randomUUID());
        grants = "scopes/" + idScope + "/supply-grants";
    }

    @Test
    void a_granted_manufacturer_sees_the_scope_and_what_to_encode() {
        acme.get("supply/" + idScope).statusCode(404);

        grant();

        acme.get("supply/" + idScope)
                .statusCode(200)
                .body("operator.name", equalTo("Northwind Fleet"))
                .body("deviceEndpoint.hostName", equalTo("slipway.localhost"))
                .body("note", equalTo("Order 4711"));
        acme.get("supply").statusCode(200).body("idScope", hasItem(idScope));
    }

    @Test
    void both_companies_see_the_same_facts() {
        String id = grant();

        Object given =
                northwind.get(grants + "/" + id).statusCode(200).extract().path("$");
        Object received = acme.get("partners")
                .statusCode(200)
                .body("supplyGrantsGiven", empty())
                .extract()
                .path("supplyGrantsReceived.find { it.id == '" + id + "' }");

        assertEquals(given, received);
    }

    @Test
    void a_grant_and_its_withdrawal_are_in_both_trails() {
        String id = grant();

        northwind.delete(grants + "/" + id).statusCode(200).body("withdrawnAt", notNullValue());

        List<String> story = List.of("supplyGrant.created", "supplyGrant.revoked");
        assertEquals(story, Trail.of("northwind", id));
        assertEquals(story, Trail.of("acme", id));
        assertEquals(List.of(), Trail.of("bolt", id));
    }

    @Test
    void a_withdrawn_grant_lets_the_manufacturer_only_look() {
        String id = grant();

        northwind.delete(grants + "/" + id).statusCode(200);

        acme.get("supply/" + idScope)
                .statusCode(200)
                .body("withdrawnAt", notNullValue())
                .body("scopeName", equalTo(null));
        northwind
                .delete(grants + "/" + id)
                .statusCode(409)
                .body("detail", equalTo("This grant was withdrawn already."));
    }

    @Test
    void a_withdrawn_grant_can_be_given_anew() {
        northwind.delete(grants + "/" + grant()).statusCode(200);

        grant();

        acme.get("supply/" + idScope).statusCode(200).body("withdrawnAt", equalTo(null));
        northwind.get(grants).body("withdrawnAt", contains(equalTo(null), notNullValue()));
    }

    @Test
    void a_second_grant_to_the_same_manufacturer_is_refused() {
        grant();

        northwind
                .post(grants, Map.of("manufacturer", "acme"))
                .statusCode(409)
                .body("detail", equalTo("This manufacturer may supply the scope already."));
    }

    @Test
    void an_unknown_name_and_a_company_that_is_no_manufacturer_are_told_apart_by_nothing() {
        String unknown = northwind
                .post(grants, Map.of("manufacturer", "nobody"))
                .statusCode(422)
                .body("fields.manufacturer", equalTo(NOBODY))
                .extract()
                .asString();
        String tenant = northwind
                .post(grants, Map.of("manufacturer", "contoso"))
                .statusCode(422)
                .extract()
                .asString();

        assertEquals(unknown, tenant);
        northwind.get(grants).body("$", empty());
        northwind.get("partners").body("supplyGrantsGiven.manufacturer.account", not(hasItem("contoso")));
    }

    @Test
    void an_operator_needs_no_grant_for_its_own_scope() {
        String own = Calls.as("bolt").newScope("Own " + UUID.randomUUID());

        Calls.as("bolt")
                .post("scopes/" + own + "/supply-grants", Map.of("manufacturer", "bolt"))
                .statusCode(422)
                .body(
                        "fields.manufacturer",
                        equalTo("Your own account needs no grant to bring identities into its scopes."));
    }

    @Test
    void a_grant_without_a_name_is_refused() {
        northwind
                .post(grants, Map.of("note", "x".repeat(501)))
                .statusCode(422)
                .body("fields.manufacturer", equalTo("Give the manufacturer's account name."))
                .body("fields.note", equalTo("Shorten the note to 500 characters or fewer."));
    }

    @Test
    void a_stale_withdrawal_is_refused() {
        String id = grant();

        northwind
                .request()
                .header("If-Match", "\"7\"")
                .delete(northwind.address(grants + "/" + id))
                .then()
                .statusCode(412);

        northwind.get(grants + "/" + id).body("withdrawnAt", equalTo(null));
    }

    @Test
    void other_companies_find_no_such_scope_and_change_nothing() {
        String id = grant();

        for (String other : new String[] {"bolt", "acme", "contoso"}) {
            Calls calls = Calls.as(other);
            int refused = other.equals("bolt") ? 404 : 403;
            calls.get(grants).statusCode(refused);
            calls.post(grants, Map.of("manufacturer", "acme")).statusCode(refused);
            calls.delete(grants + "/" + id).statusCode(refused);
            calls.get("/api/v1/a/northwind/" + grants).statusCode(404);
            calls.delete("/api/v1/a/northwind/" + grants + "/" + id).statusCode(404);
        }
        Calls.as("bolt").get("supply/" + idScope).statusCode(404);
        Calls.as("bolt").get("partners").body("supplyGrantsReceived.id", not(hasItem(id)));
        northwind.get(grants + "/" + id).statusCode(200).body("withdrawnAt", equalTo(null));
    }

    @Test
    void a_grant_is_not_found_under_another_scope() {
        String id = grant();
        String other = northwind.newScope("Other " + UUID.randomUUID());

        northwind.delete("scopes/" + other + "/supply-grants/" + id).statusCode(404);
        northwind.get("scopes/" + other + "/supply-grants/" + id).statusCode(404);
        northwind.get("scopes/" + other + "/supply-grants/nonsense").statusCode(404);
    }

    private String grant() {
        return northwind
                .post(grants, Map.of("manufacturer", "acme", "note", "Order 4711"))
                .statusCode(201)
                .body("manufacturer.name", equalTo("Acme Sensors"))
                .extract()
                .path("id");
    }
}
