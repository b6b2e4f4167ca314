package io.slipway.realclients;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
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
                .body(not(containsString(service.hub())));
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
                .replaceAll("^.*?<th scope=\"row\"><span class=\"mono\">" + hub + "</span>(.*?)</tr>.*", "$1")
                .replaceAll(".*data-label=\"" + column + "\"[^>]*>([^<]*)<.*", "$1");
    }

    @Test
    void what_decided_is_kept_when_settings_have_changed_since() {
        byte[] key = service.enroll("pump-1");
        String here = RawDevice.withKey(service, "pump-1", key).register().hub();
        Sql.as("northwind")
                .update(
                        "update hub_link set weight = 77 where scope_id = (select scope_id from scope_address where"
                                + " id_scope = ?)",
                        service.idScope());
        Sql.as("northwind").update("update hub set health = 'unhealthy' where host_name = ?", here);

        String decided = "decided.hubs.find { it.hub == '%s' }.".formatted(here);
        why("pump-1")
                .body("decided.hub", is(here))
                .body("decided.source", is("enrollment"))
                .body("decided.policy", is("hashed"))
                .body("decided.at", notNullValue())
                .body("decided.hubs.size()", is(2))
                .body(decided + "weight", is(1))
                .body(decided + "chosen", is(true))
                .body(decided + "standing", is("CANDIDATE"))
                .body(decided + "health", not("unhealthy"));
        assertTrue(page("devices/pump-1/explanations").contains("When it was assigned"));
    }

    @Test
    void a_holder_learns_nothing_of_what_was_decided_before_its_time() {
        byte[] key = service.enroll("pump-1");
        RawDevice.withKey(service, "pump-1", key).register();
        Leased.lend(second, "northwind", "contoso");
        UUID lease = Leased.to("contoso", "northwind", service.idScope(), "pump-1");

        explained("contoso").body("decided", nullValue()).body("leaseId", is(lease.toString()));
        assertTrue(page("devices/pump-1/explanations").contains("/a/northwind/leases/" + lease));
    }

    @Test
    void a_device_that_would_be_refused_is_said_to_be_refused() {
        byte[] key = service.enroll("pump-1");
        RawDevice.withKey(service, "pump-1", key).register();
        why("pump-1").body("refusal", nullValue());

        Calls.as("northwind")
                .put(service.scope("devices/pump-1/disablement"), Map.of("reason", "Stolen"))
                .statusCode(204);
        why("pump-1").body("refusal", is("This device is disabled: Stolen"));
        assertTrue(page("devices/pump-1/explanations").contains("It would be refused"));

        Calls.as("northwind")
                .put(service.scope("enrollments/pump-1/provisioning-status"), Map.of("provisioningStatus", "disabled"))
                .statusCode(200);
        why("pump-1").body("refusal", is("The individual enrollment pump-1 is disabled."));
        Calls.as("northwind").delete(service.scope("enrollments/pump-1")).statusCode(200);
        why("pump-1").body("refusal", is("No enrollment lets it in any more."));
    }

    @Test
    void that_no_hub_would_take_it_has_its_reason() {
        service.enroll("pump-1");
        Sql.as("northwind")
                .update("update hub set health = 'unhealthy' where host_name in (?, ?)", service.hub(), second);

        why("pump-1")
                .body("now.hub", nullValue())
                .body("now.reason", is("Every hub this device may be assigned to is unhealthy."));
    }

    @Test
    void a_group_tells_what_part_of_new_devices_each_hub_gets() {
        byte[] group = service.group("pumps");
        RawDevice.inGroup(service, "pump-1", group).register();
        Leased.lend(second, "northwind", "contoso");
        Leased.to("contoso", "northwind", service.idScope(), "pump-1");
        String of = "hubs.find { it.hub == '%s' }.";

        ofGroup(Map.of("weight." + second, "3"))
                .body("leased", is(1))
                .body("pinned", is(0))
                .body(of.formatted(second) + "weight", is(1))
                .body(of.formatted(second) + "health", notNullValue())
                .body(of.formatted(second) + "share", is(0.5f))
                .body(of.formatted(second) + "thenShare", is(0.75f));
        assertTrue(page("groups/pumps/explanations?weight." + second + "=3").contains("50 % → 75 %"));
    }

    @Test
    void a_whole_scope_is_counted_each_device_by_its_own_settings() {
        byte[] group = service.group("pumps");
        RawDevice.inGroup(service, "pump-1", group).register();
        RawDevice.withKey(service, "pump-2", service.enroll("pump-2", Map.of("iotHubs", List.of(second))))
                .register();

        ask("explanations", Map.of("hub", service.hub(), "weight", "3"))
                .statusCode(200)
                .body("devices", is(2))
                .body("hubs.find { it.hub == '%s' }.thenShare".formatted(service.hub()), is(0.75f));
        ask("explanations", Map.of("without", second))
                .body("hubs.find { it.hub == '%s' }.then".formatted(service.hub()), is(1))
                .body("hubs.find { it.hub == null }.then", is(1));
        assertTrue(page("explanations?allocationPolicy=static&name=x").contains("Under the settings below"));
    }

    @Test
    void a_lessee_asks_for_its_whole_lease() {
        byte[] key = service.enroll("pump-1", Map.of("iotHubs", List.of(second)));
        RawDevice.withKey(service, "pump-1", key).register();
        UUID lease = Leased.to("contoso", "northwind", service.idScope(), "pump-1");

        Calls.as("contoso")
                .get("leases/" + lease + "/explanations?defaultHub=" + second)
                .statusCode(200)
                .body("devices", is(1))
                .body("hubs.hub", hasItem(second))
                .body("hubs.hub", not(hasItem(service.hub())))
                .body("hubs.find { it.hub == '%s' }.then".formatted(second), is(1));
        Calls.as("northwind").get("leases/" + lease + "/explanations").statusCode(404);
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        assertTrue(tenant.get("/a/contoso/leases/" + lease).body().contains("Why these hubs?"));
        assertTrue(tenant.get("/a/contoso/leases/" + lease + "/explanations")
                .body()
                .contains("Default hub of the lease"));
    }

    @Test
    void a_change_of_a_group_leads_to_what_it_would_do_before_it_is_saved() {
        byte[] group = service.group("pumps");
        RawDevice.inGroup(service, "pump-1", group).register();
        String preview = PortalSession.as("operator@northwind.example")
                .post(
                        "/a/northwind/" + service.scope("groups/pumps/previews"),
                        Map.of("attestation.type", "symmetricKey", "iotHubs", second, "enabled", "true"))
                .body();

        assertTrue(preview.contains("groups/pumps/explanations"), preview);
        assertTrue(preview.contains("name=\"named\" value=\"" + second + "\""), preview);
        ofGroup(Map.of("policy", "scope", "named", second))
                .body("hubs.find { it.hub == '%s' }.then".formatted(second), is(1));
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

    private String page(String path) {
        return PortalSession.as("operator@northwind.example")
                .get("/a/northwind/" + service.scope(path))
                .body();
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
