package io.slipway.realclients;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Leased;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said about a decision is what registration then does. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WhyThisHubTest {
    private static final String FIRST = "now.hubs.find { it.hub == '%s' }.standing";
    private ProvisioningService service;
    private String second;

    @BeforeEach
    void a_scope_with_two_hubs() {
        service = ProvisioningService.of("northwind");
        second = service.linkNewHub("second-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Test
    void a_device_that_never_registered_goes_where_it_is_said() {
        byte[] key = service.enroll("pump-1");

        String said = why("pump-1").body("currentHub", nullValue()).extract().path("now.hub");

        assertEquals(said, RawDevice.withKey(service, "pump-1", key).register().hub());
        why("pump-1").body("currentHub", equalTo(said)).body(FIRST.formatted(said), is("STAYS"));
    }

    @Test
    void the_hub_that_is_not_taken_has_a_reason() {
        service.enroll("pump-1", Map.of("iotHubs", List.of(second)));

        why("pump-1")
                .body("source", is("enrollment"))
                .body("named", contains(second))
                .body("now.hub", is(second))
                .body(FIRST.formatted(service.hub()), is("NOT_NAMED"));
    }

    @Test
    void an_unhealthy_hub_is_not_taken_and_said_to_be_unhealthy() {
        service.enroll("pump-1");
        Sql.as("northwind").update("update hub set health = 'unhealthy' where host_name = ?", second);

        why("pump-1").body("now.hub", is(service.hub())).body(FIRST.formatted(second), is("UNHEALTHY"));
    }

    @Test
    void another_setting_is_tried_without_being_saved() {
        byte[] key = service.enroll("pump-1");
        String here = RawDevice.withKey(service, "pump-1", key).register().hub();
        String there = here.equals(second) ? service.hub() : second;

        why("pump-1", Map.of("without", here))
                .body("now.hub", is(here))
                .body("then.hub", is(there))
                .body("changed", is(true));

        assertEquals(here, RawDevice.withKey(service, "pump-1", key).register().hub());
    }

    @Test
    void a_pinned_device_stays_whatever_its_enrollment_names() {
        byte[] key = service.enroll("pump-1");
        String here = RawDevice.withKey(service, "pump-1", key).register().hub();
        String there = here.equals(second) ? service.hub() : second;
        Sql.deviceOf("northwind")
                .update(
                        "update device set pinned = true where registration_key = 'pump-1' and hub_host_name = ?",
                        here);

        why("pump-1", Map.of("named", there))
                .body("pinned", is(true))
                .body("then.hub", is(here))
                .body(FIRST.formatted(here), is("PINNED"));
    }

    @Test
    void a_hub_that_is_not_linked_cannot_be_tried() {
        service.enroll("pump-1");

        asked("pump-1", Map.of("without", "nobody.hub.slipway.localhost"))
                .statusCode(422)
                .body(containsString("No hub with the host name nobody"));
        asked("pump-1", Map.of("weight." + second, "0")).statusCode(422);
        asked("pump-1", Map.of("policy", "random")).statusCode(422);
    }

    @Test
    void a_holder_learns_of_its_own_hubs_only_and_the_operator_of_all() {
        byte[] key = service.enroll("pump-1");
        Leased.lend(second, "northwind", "contoso");
        Leased.to("contoso", "northwind", service.idScope(), "pump-1");

        explained("contoso")
                .body("leased", is(true))
                .body("policy", nullValue())
                .body("now.hub", is(second))
                .body("now.hubs.hub", contains(second))
                .body(org.hamcrest.Matchers.not(containsString(service.hub())));
        why("pump-1")
                .body("now.hubs.hub", containsInAnyOrder(service.hub(), second))
                .body(FIRST.formatted(service.hub()), is("NOT_THE_HOLDERS"));
        assertEquals(
                second, RawDevice.withKey(service, "pump-1", key).register().hub());
        Calls.as("contoso")
                .request()
                .queryParam("without", service.hub())
                .get(Calls.as("contoso").address(service.scope("devices/pump-1/explanations")))
                .then()
                .statusCode(422);
    }

    @Test
    void a_stranger_learns_nothing() {
        service.enroll("pump-1");

        Calls.as("contoso")
                .enter()
                .get(service.scope("devices/pump-1/explanations"))
                .statusCode(404);
        Calls.as("contoso").get(service.scope("groups/pumps/explanations")).statusCode(403);
        Calls.as("bolt").enter().get(service.scope("groups/pumps/explanations")).statusCode(404);
    }

    @Test
    void a_group_is_counted_by_hub_now_and_then() {
        byte[] group = service.group("pumps");
        for (int i = 0; i < 12; i++) {
            RawDevice.inGroup(service, "pump-" + i, group).register();
        }
        int there = ofGroup(Map.of())
                .body("devices", is(12))
                .body("moving", is(0))
                .extract()
                .path("hubs.find { it.hub == '%s' }.current".formatted(second));

        ofGroup(Map.of("without", second))
                .body("moving", is(there))
                .body("hubs.find { it.hub == '%s' }.then".formatted(second), is(0))
                .body("hubs.find { it.hub == '%s' }.then".formatted(service.hub()), is(12))
                .body("examples.size()", is(there));
        String page = PortalSession.as("operator@northwind.example")
                .get("/a/northwind/" + service.scope("groups/pumps/explanations?without=") + second)
                .body();
        assertEquals("0", cell(page, second, "Under the settings below"));
        assertEquals("12", cell(page, service.hub(), "Under the settings below"));
    }

    /** Of the row of a hub. */
    private static String cell(String page, String hub, String column) {
        return page.replaceAll("\\s+", " ")
                .replaceAll(".*<th scope=\"row\"><span class=\"mono\">" + hub + "</span>(.*?)</tr>.*", "$1")
                .replaceAll(".*data-label=\"" + column + "\"[^>]*>([^<]*)<.*", "$1");
    }

    @Test
    void the_page_says_it_in_words_and_tries_settings() {
        byte[] key = service.enroll("pump-1");
        String here = RawDevice.withKey(service, "pump-1", key).register().hub();
        service.group("pumps");
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String page = "/a/northwind/" + service.scope("devices/pump-1/explanations");

        assertTrue(operator.get("/a/northwind/" + service.scope("devices/pump-1"))
                .body()
                .contains("Why this hub?"));
        String body = operator.get(page).body();
        assertTrue(body.contains("The device is here, and stays"), body);
        assertFalse(body.contains("Under the settings below"), body);
        assertTrue(operator.get(page + "?policy=&without=" + here).body().contains("instead."));
        PortalSession.Page refused = operator.get(page + "?without=nobody");
        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("No hub with the host name nobody"));
        assertTrue(operator.get("/a/northwind/" + service.scope("groups/pumps"))
                .body()
                .contains("Why these hubs?"));
        assertTrue(operator.get("/a/northwind/" + service.scope("groups/pumps/explanations?policy=static"))
                .body()
                .contains("Under the settings below"));
    }

    private ValidatableResponse why(String registrationId) {
        return why(registrationId, Map.of());
    }

    private ValidatableResponse why(String registrationId, Map<String, ?> settings) {
        return asked(registrationId, settings).statusCode(200);
    }

    private ValidatableResponse asked(String registrationId, Map<String, ?> settings) {
        return ask("devices/" + registrationId + "/explanations", settings);
    }

    private ValidatableResponse ofGroup(Map<String, ?> settings) {
        return ask("groups/pumps/explanations", settings).statusCode(200);
    }

    private ValidatableResponse explained(String slug) {
        return Calls.as(slug).get(service.scope("devices/pump-1/explanations")).statusCode(200);
    }

    private ValidatableResponse ask(String path, Map<String, ?> settings) {
        Calls calls = Calls.as("northwind");
        return calls.request()
                .queryParams(settings)
                .get(calls.address(service.scope(path)))
                .then();
    }
}
