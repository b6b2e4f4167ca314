package io.slipway.lease;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.realclients.RegisteredDevices;
import io.slipway.testing.Calls;
import io.slipway.testing.Leased;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HandingOverTest {
    private static final Map<String, String> LOOKS_STRANGE = Map.of("reason", "Looks strange");
    private static Arranged arranged;
    private static String contososHub;
    private Calls contoso;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_scope_with_hubs() {
        if (arranged == null) {
            arranged = new Arranged();
            contososHub = arranged.hubOf("contoso");
        }
        contoso = Calls.as("contoso");
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void a_registered_device_moves_to_the_lessees_hub_and_back() {
        String device = "moving-" + arranged.mark;
        RegisteredDevices.register("northwind", arranged.idScope, device);

        String lease = arranged.proposed("contoso", List.of(device), Map.of("returnHub", arranged.ownHub));
        contoso.post("leases/" + lease + "/acceptances", Map.of("defaultHub", contososHub))
                .statusCode(200);
        arranged.awaitDevices(lease, "active", 1);

        assertEquals(contososHub, hub(device));
        contoso.get("devices/" + arranged.idScope + "/" + device);
        assertEquals(1, identities("contoso", device));
        await().atMost(Duration.ofSeconds(40)).until(() -> identities("northwind", device) == 0);

        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        arranged.awaitState(lease, "ended");

        assertEquals(arranged.ownHub, hub(device));
        await().atMost(Duration.ofSeconds(40)).until(() -> identities("contoso", device) == 0);
    }

    @Test
    void a_named_hub_that_takes_devices_no_more_holds_up_no_return_and_the_lessor_learns_where_they_went() {
        String device = "homeless-" + arranged.mark;
        RegisteredDevices.register("northwind", arranged.idScope, device);
        String named = arranged.hubOf("northwind");
        String lease = arranged.proposed("contoso", List.of(device), Map.of("returnHub", named));
        contoso.post("leases/" + lease + "/acceptances", Map.of("defaultHub", contososHub))
                .statusCode(200);
        arranged.awaitDevices(lease, "active", 1);
        String links = "scopes/" + arranged.idScope + "/hubs";
        String link = arranged.northwind.get(links).extract().path("find { it.hostName == '" + named + "' }.id");
        arranged.northwind.delete(links + "/" + link).statusCode(204);

        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);

        arranged.awaitState(lease, "ended");
        assertEquals(arranged.ownHub, hub(device));
        String custody = "scopes/" + arranged.idScope + "/devices/" + device + "/custody";
        arranged.northwind.get(custody).body("events[0].after.hub", containsString("it went to " + arranged.ownHub));
        contoso.get(custody)
                .body("events[0].action", equalTo("device.returned"))
                .body("events[0].after.hub", nullValue());
    }

    @Test
    void a_lease_ends_with_its_devices_disabled_where_that_was_agreed() {
        String device = "disabled-" + arranged.mark;
        RegisteredDevices.register("northwind", arranged.idScope, device);
        String lease = arranged.running("contoso", List.of(device), Map.of("endAction", "disable"));

        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        arranged.awaitState(lease, "ended");

        assertEquals(
                Sql.id("northwind"),
                Sql.as("northwind")
                        .<String>value(
                                "select disabled_by::text from device where scope_id = ? and registration_key = ?",
                                arranged.scopeId,
                                device));
    }

    @Test
    void what_the_operator_disabled_stays_so_on_the_lessees_hub_and_back_on_its_own() {
        String device = "kept-away-" + arranged.mark;
        RegisteredDevices.register("northwind", arranged.idScope, device);
        String lease = arranged.proposed("contoso", List.of(device), Map.of("returnHub", arranged.ownHub));
        arranged.northwind.put(disablement(arranged, device), LOOKS_STRANGE).statusCode(204);

        contoso.post("leases/" + lease + "/acceptances", Map.of("defaultHub", contososHub))
                .statusCode(200);
        arranged.awaitDevices(lease, "active", 1);
        assertEquals("disabled", status("contoso", contososHub, device));
        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        arranged.awaitState(lease, "ended");

        assertEquals("disabled", status("northwind", arranged.ownHub, device));
        arranged.northwind
                .post("leases/previews", arranged.proposal("contoso", List.of(device), Map.of()))
                .body("ready", is(0))
                .body("reasons.reason", equalTo(List.of("disabled")));
        arranged.northwind.delete(disablement(arranged, device)).statusCode(204);
        assertEquals("enabled", status("northwind", arranged.ownHub, device));
    }

    @Test
    void what_a_lessee_disabled_on_a_lent_hub_may_connect_there_once_it_is_back() {
        Arranged own = new Arranged();
        String device = "lent-" + own.mark;
        RegisteredDevices.register("northwind", own.idScope, device);
        Leased.lend(own.ownHub, "northwind", "contoso");
        String lease =
                own.proposed("contoso", List.of(device), Map.of("returnHub", own.ownHub, "rights", List.of("disable")));
        contoso.post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);
        own.awaitDevices(lease, "active", 1);
        contoso.put(disablement(own, device), LOOKS_STRANGE).statusCode(204);
        assertEquals("disabled", status("northwind", own.ownHub, device));

        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        own.awaitState(lease, "ended");

        assertEquals("enabled", status("northwind", own.ownHub, device));
    }

    private static String disablement(Arranged where, String device) {
        return "scopes/" + where.idScope + "/devices/" + device + "/disablement";
    }

    /** As that hub keeps it. */
    private static String status(String slug, String hub, String device) {
        return Sql.as(slug)
                .value(
                        "select status from hub_device join hub using (hub_id) where host_name = ? and device_id = ?",
                        hub,
                        device);
    }

    @Test
    void a_device_on_offer_that_is_deprovisioned_is_handed_over_on_no_hub_and_finds_the_lessees() {
        String device = "deprovisioned-" + arranged.mark;
        RegisteredDevices.register("northwind", arranged.idScope, device);
        String lease = arranged.proposed("contoso", List.of(device), Map.of());
        String path = "scopes/" + arranged.idScope + "/devices/" + device;
        arranged.northwind.delete(path + "/assignment").statusCode(204);

        contoso.post("leases/" + lease + "/acceptances", Map.of("defaultHub", contososHub))
                .statusCode(200);
        arranged.awaitDevices(lease, "active", 1);

        assertNull(hub(device));
        RegisteredDevices.again(arranged.idScope, device, key(device));
        assertEquals(contososHub, hub(device));
        arranged.northwind
                .delete(path + "/assignment")
                .statusCode(409)
                .body("detail", containsString("leased to Contoso Cafés, who decides where it is"));
        contoso.delete(path + "/assignment").statusCode(403);
        assertEquals(contososHub, hub(device));
    }

    @Test
    void a_former_holder_finds_its_own_time_with_a_device_and_nothing_of_the_present() {
        String device = "former-" + arranged.mark;
        RegisteredDevices.register("northwind", arranged.idScope, device);
        String fabrikamsHub = arranged.hubOf("fabrikam");
        String past = arranged.running("contoso", List.of(device), Map.of());
        contoso.post("leases/" + past + "/returns", Map.of()).statusCode(200);
        arranged.awaitState(past, "ended");
        String present = arranged.running("fabrikam", List.of(device), Map.of());
        assertEquals(fabrikamsHub, hub(device));

        Page found = searched(device);
        assertEquals(
                "/a/contoso/scopes/" + arranged.idScope + "/devices/" + device,
                found.address().getPath());
        assertThat(found.body(), containsString("In other hands now"));
        for (String hidden : List.of("Fabrikam", fabrikamsHub, present)) {
            assertThat(found.body(), not(containsString(hidden)));
        }
        assertThat(searched("former-").body(), not(containsString(device)));
        for (String secret : List.of(present, fabrikamsHub)) {
            assertEquals("/a/contoso/devices", searched(secret).address().getPath());
            assertThat(searched(secret).body(), not(containsString(device)));
        }
        for (Map<String, String> filter : List.of(
                Map.of("search", device),
                Map.of("hub", fabrikamsHub),
                Map.of("lease", past),
                Map.of("lease", present))) {
            contoso.request()
                    .queryParams(filter)
                    .get(contoso.address("devices"))
                    .then()
                    .body("devices.registrationId", not(hasItem(device)));
        }
        contoso.get("scopes/" + arranged.idScope + "/devices/" + device)
                .body("former", is(true))
                .body("periods.leaseId", equalTo(List.of(past)))
                .body(not(containsString("Fabrikam")))
                .body(not(containsString(fabrikamsHub)));
    }

    private static Page searched(String text) {
        return PortalSession.as("tenant@contoso.example").get("/a/contoso/search?q=" + text);
    }

    @Test
    void a_lease_that_starts_later_hands_nothing_over_before() {
        List<String> devices = arranged.devices(1);
        Instant start = Instant.now().plus(Duration.ofDays(2));
        String lease = arranged.proposed("contoso", devices, Map.of("startsAt", start.toString()));
        contoso.post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);

        arranged.awaitNothingDue(lease, clock.instant());
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        arranged.northwind.get("leases/" + lease).body("devices.starting", is(1));
        clock.forward(Duration.ofDays(3));

        arranged.awaitDevices(lease, "active", 1);
    }

    @Test
    void thousands_of_devices_are_one_lease() {
        List<String> devices = arranged.devices(6_000);

        String lease = arranged.running("contoso", devices, Map.of());

        contoso.get("leases/" + lease).body("state", equalTo("active")).body("devices.active", is(6_000));
        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        arranged.awaitState(lease, "ended");
    }

    @Test
    void a_large_acceptance_and_a_large_return_need_a_second_person_of_the_lessee() {
        PortalSession admin = PortalSession.as("admin@contoso.example");
        List<String> devices = arranged.devices(2);
        String lease = arranged.proposed("contoso", devices, Map.of());
        admin.post("/a/contoso/settings", Map.of("approvalAbove", "1"));
        try {
            approve(admin, waiting(lease + "/acceptances"));
            arranged.awaitDevices(lease, "active", 2);
            approve(admin, waiting(lease + "/returns"));
            arranged.awaitState(lease, "ended");
        } finally {
            admin.post("/a/contoso/settings", Map.of("approvalAbove", ""));
        }
    }

    @Test
    void home_says_that_a_lease_ends_soon() {
        String end = Instant.now().plus(Duration.ofDays(5)).toString();
        String name = "Ending soon " + arranged.mark;
        arranged.running("contoso", arranged.devices(1), Map.of("endsAt", end, "reference", name));

        assertThat(
                PortalSession.as("tenant@contoso.example").get("/a/contoso").body(),
                containsString("The lease “" + name + "” ends within 5 days"));
        assertThat(
                PortalSession.as("tenant@contoso.example")
                        .get("/a/contoso/leases")
                        .body(),
                containsString("Ends soon"));
    }

    private String waiting(String action) {
        return contoso.post("leases/" + action, Map.of())
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void approve(PortalSession admin, String approval) {
        assertEquals(
                200,
                admin.post("/a/contoso/lease-approvals/" + approval + "/approvals", Map.of())
                        .status());
    }

    private static String key(String device) {
        return arranged.northwind
                .post("scopes/" + arranged.idScope + "/enrollments/" + device + "/reveals", Map.of())
                .statusCode(200)
                .extract()
                .path("symmetricKey.primaryKey");
    }

    private static String hub(String device) {
        return Sql.as("northwind")
                .value(
                        "select hub_host_name from device where scope_id = ? and registration_key = ?",
                        arranged.scopeId,
                        device);
    }

    private static int identities(String slug, String device) {
        return Sql.as(slug)
                .rows("select 1 from hub_device where device_id = ?", device)
                .size();
    }
}
