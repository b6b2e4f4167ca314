package io.slipway.realclients;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finding devices by whose hands they are in, and going on with some of them. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DeviceListTest {
    private ProvisioningService service;
    private UUID lease;

    @BeforeEach
    void two_devices_of_which_one_is_leased() {
        service = ProvisioningService.of("northwind");
        service.enroll("kept");
        RawDevice.withKey(service, "leased", service.enroll("leased")).register();
        Leased.lend(service.hub(), "northwind", "contoso");
        lease = Leased.to("contoso", "northwind", service.idScope(), "leased");
    }

    @Test
    void devices_are_found_by_their_lease_and_by_their_holder() {
        list("northwind", Map.of("lease", lease)).body("devices.registrationId", contains("leased"));
        list("northwind", Map.of("holder", "contoso")).body("devices.registrationId", contains("leased"));
        list("northwind", Map.of("holder", "northwind")).body("devices.registrationId", contains("kept"));
        list("northwind", Map.of("holder", "fabrikam")).body("devices", empty());
        asked("northwind", Map.of("lease", "none")).statusCode(422);
    }

    @Test
    void a_lessee_finds_its_devices_on_a_hub_that_is_lent_to_it() {
        list("contoso", Map.of("elsewhere", "true")).body("devices.registrationId", contains("leased"));
        list("northwind", Map.of("elsewhere", "true")).body("devices", empty());
    }

    @Test
    void a_devices_page_links_no_page_that_the_readers_role_does_not_open() {
        ProvisioningService bolts = ProvisioningService.of("bolt");
        RawDevice.withKey(bolts, "own", bolts.enroll("own")).register();
        Leased.to("corner", "bolt", bolts.idScope(), "own");
        String device = "/a/bolt/" + bolts.scope("devices/own");

        for (String page : List.of(device, device + "/explanations")) {
            String seenByOperator =
                    PortalSession.as("operator@bolt.example").get(page).body();
            assertTrue(seenByOperator.contains("href=\"/a/bolt/leases/"), seenByOperator);
            String seenByManufacturer =
                    PortalSession.as("manufacturer@bolt.example").get(page).body();
            assertTrue(seenByManufacturer.contains("Lease of own"), seenByManufacturer);
            assertFalse(seenByManufacturer.contains("href=\"/a/bolt/leases/"), seenByManufacturer);
            assertFalse(seenByManufacturer.contains("/enrollments/own\""), seenByManufacturer);
        }
    }

    @Test
    void disabled_devices_are_found() {
        Calls.as("northwind")
                .put(service.scope("devices/kept/disablement"), Map.of("reason", "Stolen"))
                .statusCode(204);

        list("northwind", Map.of("status", "disabled")).body("devices.registrationId", contains("kept"));
    }

    @Test
    void the_operator_is_offered_its_lessees_as_filters() {
        String body = PortalSession.as("operator@northwind.example")
                .get("/a/northwind/devices?scope=" + service.idScope() + "&holder=contoso")
                .body();

        assertTrue(body.contains("Held by Contoso"), body);
        assertTrue(body.contains("/devices/leased"), body);
        assertFalse(body.contains("/devices/kept"), body);
    }

    @Test
    void ticked_devices_or_all_that_match_go_on_to_the_next_page() {
        String body = PortalSession.as("operator@northwind.example")
                .post(
                        "/a/northwind/devices/selections?scope=" + service.idScope(),
                        Map.of("device", service.idScope() + "/kept"))
                .body();

        assertTrue(body.contains("Reassign 1 device"), body);
        assertTrue(body.contains("Lease 1 device"), body);
        assertTrue(body.contains("name=\"ids\" value=\"kept\""), body);
        assertTrue(body.contains("2 devices of this scope match"), body);
        assertTrue(body.contains("name=\"scope\" value=\"" + service.idScope() + "\""), body);
    }

    @Test
    void a_lessee_goes_on_to_reassign_and_not_to_lease() {
        String body = PortalSession.as("tenant@contoso.example")
                .post("/a/contoso/devices/selections", Map.of("device", service.idScope() + "/leased"))
                .body();

        assertTrue(body.contains("Reassign 1 device"), body);
        assertFalse(body.contains("Lease 1 device"), body);
    }

    @Test
    void nothing_ticked_leads_back_to_the_list() {
        PortalSession.Page page =
                PortalSession.as("operator@northwind.example").post("/a/northwind/devices/selections", Map.of());

        assertEquals("/a/northwind/devices", page.address().getPath());
        assertTrue(page.body().contains("Tick the devices first"));
    }

    @Test
    void the_search_box_leads_to_a_device_a_lease_or_a_hub() {
        String hub = Sql.as("northwind").value("select name from hub where host_name = ?", service.hub());
        String only = "only-" + UUID.randomUUID();
        service.enroll(only);

        PortalSession operator = PortalSession.as("operator@northwind.example");
        assertEquals("/a/northwind/" + service.scope("devices/" + only), found(operator, "northwind", only));
        assertEquals("/a/northwind/leases/" + lease, found(operator, "northwind", lease.toString()));
        assertEquals("/a/northwind/hubs/" + hub, found(operator, "northwind", hub));
        PortalSession lessee = PortalSession.as("tenant@contoso.example");
        assertEquals("/a/contoso/leases/" + lease, found(lessee, "contoso", lease.toString()));
        assertEquals("/a/contoso/devices?hub=" + service.hub(), found(lessee, "contoso", service.hub()));
        PortalSession stranger = PortalSession.as("tenant@fabrikam.example");
        assertEquals("/a/fabrikam/devices?q=" + lease, found(stranger, "fabrikam", lease.toString()));
        assertEquals("/a/fabrikam/devices?q=" + service.hub(), found(stranger, "fabrikam", service.hub()));
    }

    private static String found(PortalSession session, String slug, String text) {
        URI address = session.get("/a/" + slug + "/search?q=" + text).address();
        return address.getPath() + (address.getQuery() == null ? "" : "?" + address.getQuery());
    }

    private ValidatableResponse list(String slug, Map<String, ?> filter) {
        return asked(slug, filter).statusCode(200);
    }

    private ValidatableResponse asked(String slug, Map<String, ?> filter) {
        Calls calls = Calls.as(slug);
        return calls.request()
                .queryParam("scope", service.idScope())
                .queryParams(filter)
                .get(calls.address("devices"))
                .then();
    }
}
