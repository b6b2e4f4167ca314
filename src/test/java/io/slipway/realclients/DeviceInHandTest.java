package io.slipway.realclients;

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
import io.slipway.testing.Trail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the holder of a device may do with it, and what the company it is leased from may not. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DeviceInHandTest {
    private static final Map<String, String> STOLEN = Map.of("reason", "Stolen");
    private static final String TWIN = "devices/pump-1/twin";
    private static final String DISABLEMENT = "devices/pump-1/disablement";
    private ProvisioningService service;
    private RawDevice device;

    @BeforeEach
    void a_registered_device() {
        service = ProvisioningService.of("northwind");
        device = RawDevice.withKey(service, "pump-1", service.enroll("pump-1"));
        assertEquals("assigned", device.register().state());
        Leased.lend(service.hub(), "northwind", "contoso");
    }

    @Test
    void an_operator_disables_and_enables_a_device_that_it_holds() {
        disable("northwind").statusCode(204);

        RawDevice.Answer refused = device.register();
        assertEquals("disabled", refused.state(), refused.toString());
        assertTrue(refused.body().toString().contains("Stolen"), refused.toString());
        assertEquals("disabled", service.identity("pump-1").get("status"));

        enable("northwind").statusCode(204);

        assertEquals("assigned", device.register().state());
        assertEquals("enabled", service.identity("pump-1").get("status"));
        assertEquals(List.of("device.assigned", "device.disabled", "device.enabled"), trail("northwind"));
    }

    @Test
    void the_twin_survives_being_disabled() {
        changeTwin("northwind", Map.of("desired", Map.of("interval", 60))).statusCode(200);

        disable("northwind").statusCode(204);
        enable("northwind").statusCode(204);

        twin("northwind").body("desired.interval", is(60)).body("desiredVersion", is(2));
    }

    @Test
    void disabling_twice_is_one_event() {
        disable("northwind").statusCode(204);
        disable("northwind").statusCode(204);

        assertEquals(List.of("device.assigned", "device.disabled"), trail("northwind"));
    }

    @Test
    void a_reason_is_needed() {
        disable("northwind", Map.of("reason", " ")).statusCode(422).body(containsString("Say why"));
    }

    @Test
    void a_lessee_disables_where_its_lease_allows_it_and_both_trails_tell() {
        Leased.to("contoso", "northwind", service.idScope(), "pump-1", "disable");

        disable("contoso").statusCode(204);

        assertEquals("disabled", device.register().state());
        service.device("pump-1").body("disabledBy", is("Contoso Cafés")).body("disabledReason", is("Stolen"));
        assertTrue(trail("contoso").contains("device.disabled"));
        assertTrue(trail("northwind").contains("device.disabled"));
        enable("contoso").statusCode(204);
        assertEquals("assigned", device.register().state());
    }

    @Test
    void a_lessee_that_is_an_operator_too_takes_no_device_off_its_hub_in_anothers_scope() {
        Leased.lend(service.hub(), "northwind", "bolt");
        Leased.to("bolt", "northwind", service.idScope(), "pump-1", "reassign");

        Calls.as("bolt")
                .delete(service.scope("devices/pump-1/assignment"))
                .statusCode(409)
                .body("detail", containsString("Only Northwind Fleet, who operates its scope"));

        service.device("pump-1").body("status", is("assigned")).body("hubHostName", is(service.hub()));
    }

    @Test
    void a_lessee_without_the_right_is_refused() {
        Leased.to("contoso", "northwind", service.idScope(), "pump-1", "twin");

        disable("contoso").statusCode(403).body(containsString("The lease does not let you"));
        assertEquals("assigned", device.register().state());
    }

    @Test
    void an_operator_decides_nothing_about_a_device_that_it_leased() {
        Leased.to("contoso", "northwind", service.idScope(), "pump-1", "disable", "twin");

        disable("northwind").statusCode(409).body(containsString("Contoso Cafés"));
        changeTwin("northwind", Map.of("desired", Map.of("spied", true))).statusCode(409);
        Calls.as("northwind").get(service.scope(TWIN)).statusCode(404);
        disable("contoso").statusCode(204);
        enable("northwind").statusCode(409);
    }

    @Test
    void what_the_operator_disabled_stays_disabled_for_a_lessee() {
        disable("northwind").statusCode(204);
        Leased.to("contoso", "northwind", service.idScope(), "pump-1", "disable");

        enable("contoso").statusCode(409).body(containsString("Northwind Fleet disabled this device"));
        assertEquals("disabled", device.register().state());
    }

    @Test
    void what_the_operator_disabled_it_enables_while_a_lessee_holds_it_and_both_trails_tell() {
        disable("northwind").statusCode(204);
        Leased.to("contoso", "northwind", service.idScope(), "pump-1", "disable");
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String page = "/a/northwind/" + service.scope("devices/pump-1");

        assertTrue(operator.get(page).body().contains(page + "/enablement"));
        assertTrue(operator.post(page + "/enablement", Map.of()).body().contains("is enabled"));

        assertEquals("assigned", device.register().state());
        assertEquals("enabled", service.identity("pump-1").get("status"));
        assertTrue(trail("northwind").contains("device.enabled"));
        assertTrue(trail("contoso").contains("device.enabled"));
        assertFalse(operator.get(page).body().contains("Disable the device"));
        disable("northwind").statusCode(409);
    }

    @Test
    void an_operator_enables_what_a_former_lessee_left_disabled() {
        UUID lease = Leased.to("contoso", "northwind", service.idScope(), "pump-1", "disable");
        disable("contoso").statusCode(204);
        Leased.end(lease, "northwind");

        enable("northwind").statusCode(204);

        assertEquals("assigned", device.register().state());
        enable("contoso").statusCode(404);
    }

    @Test
    void a_lessee_edits_the_twin_and_the_operator_learns_only_that_it_did() {
        Leased.to("contoso", "northwind", service.idScope(), "pump-1", "twin");

        changeTwin("contoso", Map.of("desired", Map.of("recipe", "secret blend")))
                .statusCode(200);

        twin("contoso").body("desired.recipe", is("secret blend"));
        assertTrue(trail("northwind").contains("device.twinChanged"));
        assertEquals(List.of(), values("northwind"));
        assertEquals(1, values("contoso").size());
    }

    @Test
    void a_lessee_without_the_right_reads_the_twin_but_does_not_change_it() {
        Leased.to("contoso", "northwind", service.idScope(), "pump-1");

        twin("contoso").body("deviceId", is("pump-1"));
        changeTwin("contoso", Map.of("desired", Map.of())).statusCode(403);
    }

    @Test
    void a_merge_patch_changes_within_and_null_removes() {
        changeTwin("northwind", Map.of("desired", Map.of("a", 1, "b", Map.of("c", 2, "d", 3))))
                .statusCode(200);

        Calls.as("northwind")
                .request()
                .contentType("application/json")
                .body("{\"merge\": true, \"desired\": {\"a\": null, \"b\": {\"c\": 30.0}}}")
                .put(Calls.as("northwind").address(service.scope(TWIN)))
                .then()
                .statusCode(200)
                .body("desired.a", nullValue())
                .body("desired.b.d", is(3))
                .body(containsString("30.0"));
    }

    @Test
    void a_change_of_what_somebody_else_changed_is_refused() {
        changeTwin("northwind", Map.of("desired", Map.of("interval", 60), "version", 1))
                .statusCode(200);

        changeTwin("northwind", Map.of("desired", Map.of("interval", 90), "version", 1))
                .statusCode(409)
                .body(containsString("version 2"));
        twin("northwind").body("desired.interval", is(60));
    }

    @Test
    void what_no_hub_takes_is_said_before_it_is_sent() {
        changeTwin("northwind", Map.of("desired", List.of(1))).statusCode(422);
        changeTwin("northwind", Map.of("desired", Map.of("long", "x".repeat(40_000))))
                .statusCode(422);
    }

    @Test
    void a_holder_sees_the_attempts_of_its_own_time_and_the_operator_all() {
        UUID lease = Leased.to("contoso", "northwind", service.idScope(), "pump-1", "disable");
        disable("contoso").statusCode(204);
        device.register();
        Leased.end(lease, "northwind");
        device.register();

        attempts("contoso").body("attempts.size()", is(1)).body("attempts[0].reason", equalTo("device-disabled"));
        attempts("northwind").body("attempts.size()", is(3));
    }

    @Test
    void the_page_tells_whose_it_is_and_offers_what_the_holder_may_do() {
        UUID lease = Leased.to("contoso", "northwind", service.idScope(), "pump-1", "disable", "twin");
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        String page = "/a/contoso/" + service.scope("devices/pump-1");

        String body = tenant.get(page).body();
        assertTrue(body.contains("/a/contoso/leases/" + lease), body);
        assertTrue(body.contains("Disable the device"), body);
        assertFalse(body.contains("Made known"), body);
        String refused = tenant.post(page + "/disablement", Map.of("reason", "x".repeat(300)))
                .body();
        assertTrue(refused.contains("<details class=\"confirm\" open>"), refused);
        assertTrue(refused.contains("x".repeat(300)), refused);
        String disabled = tenant.post(page + "/disablement", STOLEN).body();
        assertTrue(disabled.contains("Contoso Cafés disabled this device"), disabled);
        assertTrue(disabled.contains("Reason: Stolen"), disabled);
        assertTrue(tenant.post(page + "/enablement", Map.of()).body().contains("is enabled"));

        String operators = PortalSession.as("operator@northwind.example")
                .get("/a/northwind/" + service.scope("devices/pump-1"))
                .body();
        assertTrue(operators.contains("Contoso Cafés"), operators);
        assertTrue(operators.contains("Made known"), operators);
        assertFalse(operators.contains("Disable the device"), operators);
    }

    @Test
    void the_twin_page_shows_what_changes_before_it_is_changed() {
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String page = "/a/northwind/" + service.scope(TWIN);
        Map<String, String> edit = Map.of("desired", "{\"interval\": 60}", "version", "1");

        assertTrue(operator.get(page).body().contains("Change the desired properties"));
        String preview = operator.post(page + "/previews", edit).body();
        assertTrue(preview.contains("diff__after"), preview);
        twin("northwind").body("desiredVersion", is(1));
        assertTrue(operator.post(page, edit).body().contains("they are at version 2"));
        PortalSession.Page refused = operator.post(page + "/previews", Map.of("desired", "{", "version", "2"));
        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("is not valid JSON"), refused.body());
    }

    private List<String> trail(String slug) {
        return Trail.of(slug, service.idScope() + "/pump-1").stream()
                .filter(action -> action.startsWith("device."))
                .toList();
    }

    private ValidatableResponse disable(String slug) {
        return disable(slug, STOLEN);
    }

    private ValidatableResponse disable(String slug, Map<String, String> body) {
        return Calls.as(slug).put(service.scope(DISABLEMENT), body);
    }

    private ValidatableResponse enable(String slug) {
        return Calls.as(slug).delete(service.scope(DISABLEMENT));
    }

    private ValidatableResponse changeTwin(String slug, Map<String, ?> body) {
        return Calls.as(slug).put(service.scope(TWIN), body);
    }

    private ValidatableResponse twin(String slug) {
        return Calls.as(slug).get(service.scope(TWIN)).statusCode(200);
    }

    private ValidatableResponse attempts(String slug) {
        Calls calls = Calls.as(slug);
        return calls.request()
                .queryParam("scope", service.idScope())
                .get(calls.address("attempts"))
                .then()
                .statusCode(200);
    }

    private List<Map<String, Object>> values(String slug) {
        return Sql.as(slug)
                .rows(
                        """
                        select after
                          from event
                         where object_id = ? and action = 'device.twinChanged' and after is not null
                        """,
                        service.idScope() + "/pump-1");
    }
}
