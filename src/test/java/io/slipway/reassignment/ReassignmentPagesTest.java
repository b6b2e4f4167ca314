package io.slipway.reassignment;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.realclients.RegisteredDevices;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.ServerZone;
import io.slipway.testing.Stack;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reassignment in the portal: choose, look at the plan, start, watch. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReassignmentPagesTest {
    private final Calls calls = Calls.as("northwind");
    private final PortalSession portal = PortalSession.as("operator@northwind.example");
    private String idScope;
    private String west;
    private String east;

    @BeforeEach
    void a_device_on_one_of_two_hubs() {
        idScope = calls.newScope("Pages " + UUID.randomUUID());
        west = linkedHub();
        RegisteredDevices.register("northwind", idScope, "pump-1");
        east = linkedHub();
    }

    @Test
    void the_form_offers_the_hubs_of_the_scope_and_keeps_what_another_page_selected() {
        String form = portal.get("/a/northwind/reassignments/new?scope=" + idScope + "&fromHub=" + west)
                .body();

        assertTrue(form.contains("value=\"" + east + "\""), form);
        assertTrue(form.contains("value=\"" + west + "\""), form);
    }

    @Test
    void an_auditor_reads_on_a_button_that_can_be_read_why_it_may_not_plan_one() {
        String list = PortalSession.as("auditor@northwind.example")
                .get("/a/northwind/reassignments")
                .body();

        assertTrue(list.contains("<summary class=\"btn btn-outline-secondary denied__button\""), list);
        assertTrue(list.contains("Your roles do not allow this. Ask an account admin."), list);
    }

    @Test
    void a_plan_says_how_many_devices_its_button_moves_and_moves_them() {
        String address = plan(east);
        String plan = portal.get(address).body();
        assertTrue(plan.contains("Move 1 device to "), plan);
        assertTrue(plan.contains("This is a plan; nothing has moved yet"), plan);

        PortalSession.Page started = portal.post(address + "/starts", Map.of());
        assertTrue(started.body().contains("The reassignment has started."), started.body());
        String events = portal.get(address + "/progress?seen=running").body();
        assertTrue(events.contains("event:end"), events);
        assertTrue(portal.get(address + "/report").body().contains("pump-1,1,"));
    }

    @Test
    void a_plan_can_be_discarded_and_its_list_says_whose_it_is() {
        String address = plan(east);
        String list = portal.get("/a/northwind/reassignments").body();
        assertTrue(list.contains("<td data-label=\"Of\">Northwind Fleet</td>"), list);
        assertTrue(list.contains(address), list);

        PortalSession.Page discarded = portal.post(address + "/deletion", Map.of());

        assertEquals("/a/northwind/reassignments", discarded.address().getPath());
        assertTrue(discarded.body().contains("The plan is discarded. Nothing has moved."), discarded.body());
        assertFalse(discarded.body().contains(address), discarded.body());
        assertEquals(404, portal.get(address).status());
    }

    @Test
    void what_was_started_is_not_discarded() {
        String address = plan(east);
        portal.post(address + "/starts", Map.of());

        PortalSession.Page refused = portal.post(address + "/deletion", Map.of());

        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("Only a plan that was not started can be discarded."), refused.body());
    }

    @Test
    void a_plan_that_needs_a_second_person_is_on_home_and_says_so_in_the_list() {
        PortalSession admin = PortalSession.as("admin@northwind.example");
        admin.post("/a/northwind/settings", Map.of("approvalAbove", "0"));
        try {
            String address = plan(east);

            String home = admin.get("/a/northwind").body();
            assertTrue(home.contains("A reassignment needs a second person"), home);
            assertTrue(home.contains("href=\"" + address + "\""), home);
            String list = admin.get("/a/northwind/reassignments").body();
            assertTrue(list.contains("Needs approval"), list);
            admin.post(address + "/approvals", Map.of());
            assertFalse(admin.get("/a/northwind").body().contains("href=\"" + address + "\""));
        } finally {
            admin.post("/a/northwind/settings", Map.of("approvalAbove", ""));
        }
    }

    @Test
    void why_a_device_is_not_moved_is_said_in_words() {
        String plan = portal.get(plan(west)).body();

        assertTrue(plan.contains("On that hub already"), plan);
    }

    @Test
    void a_device_leads_to_a_plan_for_itself() {
        PortalSession.Page device = portal.get("/a/northwind/scopes/" + idScope + "/devices/pump-1");

        assertTrue(device.body().contains("Move to another hub"), device.body());
        String form = portal.get("/a/northwind/reassignments/new?scope=" + idScope + "&ids=pump-1")
                .body();
        assertTrue(form.contains("pump-1"), form);
    }

    @Test
    void a_beginning_typed_in_an_hour_that_the_servers_clocks_skip_is_that_hour_utc() {
        try (ServerZone berlin = ServerZone.of("Europe/Berlin")) {
            LocalDateTime typed = berlin.nextGap(Instant.now()).plusMinutes(30);

            PortalSession.Page planned = portal.post("/a/northwind/reassignments", move(east, typed.toString()));

            assertEquals(200, planned.status(), planned.body());
            assertTrue(planned.body().contains("datetime=\"" + typed + ":00Z\""), planned.body());
            calls.get(planned.address().getPath().replaceAll(".*/(reassignments/)", "$1"))
                    .body("startsAt", equalTo(typed + ":00Z"));
        }
    }

    @Test
    void what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost() {
        PortalSession.Page refused = portal.post(
                "/a/northwind/reassignments",
                Map.of("scope", idScope, "which", "list", "ids", "pump-1", "targetHub", "", "twins", "migrate"));

        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("Choose the hub to move the devices to."), refused.body());
        assertTrue(refused.body().contains("pump-1"), refused.body());
    }

    @Test
    void home_says_when_a_reassignment_is_to_begin() {
        String tomorrow = LocalDateTime.now(ZoneOffset.UTC)
                .plusDays(1)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        String address = portal.post("/a/northwind/reassignments", move(east, tomorrow))
                .address()
                .getPath();
        portal.post(address + "/starts", Map.of());

        String home = portal.get("/a/northwind").body();

        assertTrue(home.contains("It begins on "), home);
        assertTrue(home.contains(tomorrow.substring(11) + ":00 UTC"), home);
        portal.post(address + "/cancellations", Map.of());
    }

    @Test
    void a_time_that_is_too_long_is_said_in_hours_at_its_field() {
        Map<String, String> form = new HashMap<>(move(east, ""));
        form.put("absentHours", "9000");

        String refused = portal.post("/a/northwind/reassignments", form).body();

        assertTrue(refused.contains("href=\"#absentHours\">Give the hours"), refused);
    }

    @Test
    void too_long_a_list_is_said_at_the_list() {
        Map<String, String> form = new HashMap<>(move(east, ""));
        form.put("which", "list");
        form.put(
                "ids",
                IntStream.rangeClosed(0, 100_000).mapToObj(id -> "d" + id).collect(Collectors.joining(" ")));

        String refused = portal.post("/a/northwind/reassignments", form).body();

        assertTrue(refused.contains("href=\"#ids\">Name up to 100,000 devices"), refused);
    }

    @Test
    void an_empty_list_names_no_device_rather_than_all_of_them() {
        PortalSession.Page refused = portal.post(
                "/a/northwind/reassignments",
                Map.of("scope", idScope, "which", "list", "ids", " \n", "targetHub", east, "twins", "migrate"));

        assertEquals(422, refused.status());
        assertTrue(refused.body().contains("Give at least one registration ID."), refused.body());
        calls.post(
                        "reassignments",
                        Map.of("idScope", idScope, "devices", Map.of("registrationIds", List.of()), "targetHub", east))
                .statusCode(422)
                .body("fields.devices", equalTo("Give at least one registration ID."));
    }

    private String plan(String target) {
        PortalSession.Page planned = portal.post("/a/northwind/reassignments", move(target, ""));
        assertEquals(200, planned.status(), planned.body());
        return planned.address().getPath();
    }

    private Map<String, String> move(String target, String startsAt) {
        return Map.of(
                "scope",
                idScope,
                "which",
                "filter",
                "targetHub",
                target,
                "twins",
                "migrate",
                "pace",
                "all",
                "startsAt",
                startsAt);
    }

    private String linkedHub() {
        String host = calls.post(
                        "hubs",
                        Map.of("name", "p-" + UUID.randomUUID().toString().substring(0, 8)))
                .statusCode(201)
                .extract()
                .path("hostName");
        calls.post("scopes/" + idScope + "/hubs", Map.of("hostName", host)).statusCode(201);
        return host;
    }
}
