package io.slipway.sharing;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.realclients.RegisteredDevices;
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
class HubLinkEndingTest {
    private static final Calls TENANT = Calls.as("contoso");
    private static final Calls OPERATOR = Calls.as("northwind");
    private static final Duration LONG = Duration.ofSeconds(45);

    private Shared shared;
    private String link;

    @BeforeEach
    void northwinds_scope_uses_contosos_hub() {
        shared = Shared.between("contoso", "northwind");
        link = shared.accept(shared.offer());
    }

    @Test
    void the_hubs_company_ends_an_empty_link() {
        TENANT.delete(shared.ofHub("links/" + link)).statusCode(204);

        TENANT.get(shared.ofHub("links")).body("size()", is(0));
        OPERATOR.get(shared.ofScope("hubs")).body("size()", is(0));
    }

    @Test
    void the_operator_ends_an_empty_link() {
        OPERATOR.delete(shared.ofScope("hubs/" + link)).statusCode(204);

        TENANT.get(shared.ofHub("links")).body("size()", is(0));
    }

    @Test
    void neither_ends_a_link_with_devices_and_both_learn_how_many() {
        shared.deviceOf("contoso");

        String refusal = "1 device of the scope is on the hub. Move it first, or end the link once it is empty.";
        OPERATOR.delete(shared.ofScope("hubs/" + link)).statusCode(409).body("detail", equalTo(refusal));
        TENANT.delete(shared.ofHub("links/" + link)).statusCode(409).body("detail", equalTo(refusal));
        OPERATOR.get(shared.ofScope("hubs/" + link)).statusCode(200);
    }

    @Test
    void what_depends_on_a_link_is_counted_as_far_as_each_may_see_it() {
        shared.deviceOf("contoso");
        OPERATOR.post(
                        shared.ofScope("groups"),
                        Map.of(
                                "enrollmentGroupId",
                                "pinned",
                                "attestation",
                                Map.of("type", "symmetricKey"),
                                "iotHubs",
                                List.of(shared.hostName())))
                .statusCode(201);
        OPERATOR.post(
                        shared.ofScope("enrollments"),
                        Map.of(
                                "registrationId",
                                "pinned",
                                "attestation",
                                Map.of("type", "symmetricKey"),
                                "iotHubs",
                                List.of(shared.hostName())))
                .statusCode(201);

        OPERATOR.get(shared.ofScope("hubs/" + link + "/use"))
                .body("devices", is(1))
                .body("groups", is(1))
                .body("enrollments", is(1));
        TENANT.get(shared.ofHub("links/" + link + "/use"))
                .body("devices", is(1))
                .body("groups", is(0))
                .body("enrollments", is(0));
    }

    @Test
    void a_link_that_is_to_end_ends_once_its_last_device_is_gone() {
        String device = shared.deviceOf("contoso");

        TENANT.post(shared.ofHub("links/" + link + "/ending"), Map.of())
                .statusCode(200)
                .body("endingSince", notNullValue());
        OPERATOR.get(shared.ofScope("hubs/" + link)).body("endingSince", notNullValue());
        shared.moveAway(device);

        await().atMost(LONG).untilAsserted(() -> OPERATOR.get(shared.ofScope("hubs/" + link))
                .statusCode(404));
        for (String company : List.of("contoso", "northwind")) {
            assertEquals(List.of("hubLink.created", "hubLink.ending", "hubLink.deleted"), Trail.of(company, link));
        }
    }

    @Test
    void a_link_that_is_to_end_stays_while_a_device_is_there() {
        shared.deviceOf("contoso");
        Shared empty = Shared.between("contoso", "northwind");
        String emptyLink = empty.accept(empty.offer());

        OPERATOR.post(shared.ofScope("hubs/" + link + "/ending"), Map.of()).statusCode(200);
        OPERATOR.post(empty.ofScope("hubs/" + emptyLink + "/ending"), Map.of()).statusCode(200);

        await().atMost(LONG).untilAsserted(() -> OPERATOR.get(empty.ofScope("hubs/" + emptyLink))
                .statusCode(404));
        OPERATOR.get(shared.ofScope("hubs/" + link)).statusCode(200);
    }

    @Test
    void a_hub_whose_link_is_ending_gets_no_new_device() {
        Shared own = Shared.between("northwind", "northwind");
        String ending = OPERATOR.post(own.ofScope("hubs"), Map.of("hostName", own.hostName()))
                .statusCode(201)
                .extract()
                .path("id");
        RegisteredDevices.register("northwind", own.idScope(), "first-" + ending);
        String other = Shared.between("northwind", "northwind").hostName();
        OPERATOR.post(own.ofScope("hubs"), Map.of("hostName", other)).statusCode(201);

        OPERATOR.post(own.ofScope("hubs/" + ending + "/ending"), Map.of()).statusCode(200);
        for (int i = 0; i < 5; i++) {
            RegisteredDevices.register("northwind", own.idScope(), "next-" + i + "-" + ending);
        }

        OPERATOR.get("devices?hub=" + own.hostName()).body("count", is(1));
        OPERATOR.get("devices?hub=" + other).body("count", is(5));
    }

    @Test
    void an_operator_that_uses_its_hub_opens_nothing_else_to_the_hubs_company() {
        Calls bolt = Calls.as("bolt");
        Shared fromBolt = Shared.between("bolt", "northwind");
        fromBolt.accept(fromBolt.offer());

        // Bolt is an operator itself, so that only the scope is in the way.
        bolt.get("scopes/" + fromBolt.idScope()).statusCode(404);
        bolt.get(fromBolt.ofScope("hubs")).statusCode(404);
        bolt.get(fromBolt.ofScope("enrollments")).statusCode(404);
        bolt.get("scopes").body("idScope", not(hasItem(fromBolt.idScope())));
    }

    @Test
    void only_who_wants_a_link_to_end_takes_that_back() {
        shared.deviceOf("contoso");
        TENANT.post(shared.ofHub("links/" + link + "/ending"), Map.of()).statusCode(200);

        OPERATOR.delete(shared.ofScope("hubs/" + link + "/ending"))
                .statusCode(409)
                .body("detail", startsWith("The other company wants this link to end."));
        TENANT.delete(shared.ofHub("links/" + link + "/ending")).statusCode(200).body("endingSince", nullValue());

        OPERATOR.get(shared.ofScope("hubs/" + link)).body("endingSince", nullValue());
    }

    @Test
    void a_link_ends_while_either_company_wants_that_and_each_takes_back_its_own_wish() {
        shared.deviceOf("contoso");
        TENANT.post(shared.ofHub("links/" + link + "/ending"), Map.of())
                .body("endWishes.account", contains("contoso"))
                .body("endWishes.name", contains("Contoso Cafés"));
        OPERATOR.post(shared.ofScope("hubs/" + link + "/ending"), Map.of())
                .body("endWishes.account", contains("northwind", "contoso"));

        TENANT.delete(shared.ofHub("links/" + link + "/ending"))
                .statusCode(200)
                .body("endingSince", notNullValue())
                .body("endWishes.account", contains("northwind"));
        TENANT.delete(shared.ofHub("links/" + link + "/ending")).statusCode(409);
        OPERATOR.delete(shared.ofScope("hubs/" + link + "/ending"))
                .statusCode(200)
                .body("endingSince", nullValue())
                .body("endWishes", empty());

        for (String company : List.of("contoso", "northwind")) {
            assertEquals(
                    List.of("hubLink.created", "hubLink.ending", "hubLink.ending", "hubLink.kept", "hubLink.kept"),
                    Trail.of(company, link));
        }
    }

    @Test
    void the_database_lets_neither_company_wish_for_the_other() {
        String scopesWish = "update hub_link set scope_ends_since = now() where hub_link_id = ?::uuid";
        String hubsWish = "update hub_link set hub_ends_since = now() where hub_link_id = ?::uuid";

        assertThat(Sql.as("contoso").refusal(scopesWish, link), containsString("Each company says for itself"));
        assertThat(Sql.as("northwind").refusal(hubsWish, link), containsString("Each company says for itself"));
    }

    @Test
    void a_change_of_weight_is_in_both_trails() {
        OPERATOR.put(shared.ofScope("hubs/" + link), Map.of("weight", 7)).statusCode(200);

        for (String company : List.of("contoso", "northwind")) {
            assertEquals(List.of("hubLink.created", "hubLink.changed"), Trail.of(company, link));
        }
    }

    @Test
    void home_tells_who_has_devices_there_that_the_other_company_wants_the_link_to_end() {
        shared.deviceOf("contoso");
        OPERATOR.post(shared.ofScope("hubs/" + link + "/ending"), Map.of()).statusCode(200);
        String title = "Northwind Fleet wants the use of " + shared.hub() + " by " + shared.scopeName() + " to end";

        String home =
                PortalSession.as("tenant@contoso.example").get("/a/contoso").body();
        assertThat(home, containsString(title));
        assertThat(home, containsString("You have 1 device there that nothing moves now. Move it to another hub."));
        assertThat(home, containsString("/a/contoso/" + shared.ofHub("links/" + link)));
        assertThat(
                PortalSession.as("operator@northwind.example")
                        .get("/a/northwind")
                        .body(),
                not(containsString(shared.scopeName() + " to end")));
    }

    @Test
    void a_company_beside_the_two_finds_no_link() {
        Shared own = Shared.between("fabrikam", "bolt");

        Calls.as("fabrikam").delete(own.ofHub("links/" + link)).statusCode(404);
        Calls.as("bolt").delete(own.ofScope("hubs/" + link)).statusCode(404);
        Calls.as("fabrikam")
                .post(own.ofHub("links/" + link + "/ending"), Map.of())
                .statusCode(404);
    }
}
