package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is planned is judged again when it is done: links, devices and hands may have changed since. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReassignmentMeanwhileTest {
    private static final List<String> DEVICES =
            IntStream.range(0, 4).mapToObj(i -> "tracker-" + i).toList();
    private static final String FIRST = "tracker-0";

    @Inject
    MemoryHubConnector hubs;

    @Inject
    TestClock clock;

    private Companies companies;
    private Calls northwind;
    private String west;
    private String east;

    @BeforeEach
    void four_devices_on_a_hub_and_a_second_hub() {
        companies = new Companies();
        northwind = companies.northwind;
        west = companies.home;
        companies.assertRegistersAt(west, DEVICES);
        east = companies.memoryHub("northwind");
        companies.link(east);
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void a_hub_that_is_linked_no_more_gets_nothing() {
        String id = plan(Map.of());
        northwind.delete(companies.linkTo(east)).statusCode(anyOf(equalTo(200), equalTo(204)));

        start(id);

        awaitFinished(id).body("counts.failed", equalTo(4)).body("reasons[0].name", equalTo("not-linked"));
        assertStay();
    }

    @Test
    void nor_does_one_that_was_removed() {
        String id = plan(Map.of());
        northwind.delete(companies.linkTo(east)).statusCode(anyOf(equalTo(200), equalTo(204)));
        northwind.delete("hubs/" + name(east)).statusCode(anyOf(equalTo(200), equalTo(204)));

        start(id);

        awaitFinished(id).body("counts.failed", equalTo(4)).body("reasons[0].name", equalTo("not-linked"));
        assertStay();
    }

    @Test
    void nor_does_one_whose_link_is_about_to_end() {
        move(Map.of("devices", only(FIRST)));
        String id = plan(Map.of());
        northwind.post(companies.linkTo(east) + "/ending", Map.of()).statusCode(200);

        start(id);

        awaitFinished(id).body("counts.failed", equalTo(3)).body("counts.skipped", equalTo(1));
        assertEquals("link-ending", device(id, "tracker-1", "reason"));
        assertEquals(Set.of(FIRST), hubs.deviceIds(east));
        companies.assertRegistersAt(west, DEVICES.subList(1, 4));
    }

    @Test
    void a_device_that_was_disabled_stays_where_it_is() {
        String id = plan(Map.of());
        northwind
                .put(companies.service.scope("devices/" + FIRST + "/disablement"), Map.of("reason", "Stolen"))
                .statusCode(204);

        start(id);

        awaitFinished(id).body("counts.released", equalTo(3)).body("counts.skipped", equalTo(1));
        assertEquals("disabled", device(id, FIRST, "reason"));
        assertEquals(Set.of(FIRST), hubs.deviceIds(west));
    }

    @Test
    void a_device_that_was_deprovisioned_is_on_no_hub_and_finds_one_when_it_registers() {
        String id = plan(Map.of());
        northwind
                .delete(companies.service.scope("devices/" + FIRST + "/assignment"))
                .statusCode(anyOf(equalTo(200), equalTo(204)));

        start(id);

        awaitFinished(id).body("counts.released", equalTo(3)).body("counts.skipped", equalTo(1));
        assertEquals("no-hub", device(id, FIRST, "reason"));
        assertEquals("assigned", companies.device(FIRST).register().state());
    }

    @Test
    void a_device_in_other_hands_is_let_alone() {
        String id = plan(Map.of());
        String north = companies.sharedHub("contoso");
        companies.leased("contoso", north, List.of(FIRST));

        start(id);

        awaitFinished(id).body("counts.released", equalTo(3)).body("counts.failed", equalTo(1));
        assertEquals("other-hands", device(id, FIRST, "reason"));
        companies.assertRegistersAt(north, List.of(FIRST));
    }

    @Test
    void a_device_whose_credential_nobody_knows_any_more_stays_on_the_hub_that_knows_it() {
        String id = plan(Map.of());
        northwind.delete(companies.service.scope("groups/trackers")).statusCode(anyOf(equalTo(200), equalTo(204)));

        start(id);

        awaitFinished(id).body("counts.failed", equalTo(4)).body("reasons[0].name", equalTo("no-credential"));
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(west));
        assertEquals(Set.of(), hubs.deviceIds(east));
    }

    @Test
    void a_device_that_has_registered_elsewhere_meanwhile_goes_from_there() {
        String id = plan(Map.of());
        String third = companies.memoryHub("northwind");
        companies.link(third);
        Map<String, Object> group = Map.of(
                "attestation", Map.of("type", "symmetricKey"), "iotHubs", List.of(third), "allocationPolicy", "static");
        northwind.put(companies.service.scope("groups/trackers"), group).statusCode(200);
        companies.assertRegistersAt(third, List.of(FIRST));

        start(id);

        awaitFinished(id).body("counts.released", equalTo(4));
        assertEquals(third, device(id, FIRST, "from"));
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(east));
        assertEquals(Set.of(), hubs.deviceIds(third));
        companies.assertRegistersAt(east, DEVICES);
    }

    @Test
    void one_for_later_begins_when_its_time_has_come() {
        String id = plan(
                Map.of("startsAt", clock.instant().plus(Duration.ofHours(1)).toString()));
        start(id);

        await().during(Duration.ofMillis(1_500)).atMost(Duration.ofSeconds(10)).until(() -> state(id)
                .equals("scheduled"));
        assertEquals(Set.of(), hubs.deviceIds(east));

        clock.forward(Duration.ofMinutes(61));
        awaitFinished(id).body("counts.released", equalTo(4));
    }

    @Test
    void waves_may_be_a_part_of_all() {
        String id = plan(Map.of("wavePercent", 50));

        northwind.get("reassignments/" + id).body("waveSize", equalTo(2)).body("counts.planned", equalTo(4));
        List<Integer> waves =
                northwind.get("reassignments/" + id + "/devices").extract().path("devices.wave");
        assertEquals(List.of(1, 1, 2, 2), waves);
        start(id);
        awaitFinished(id).body("counts.released", equalTo(4)).body("wave", equalTo(2));
    }

    @Test
    void more_than_the_company_allows_one_person_waits_for_a_second_one() {
        PortalSession admin = PortalSession.as("admin@northwind.example");
        admin.post("/a/northwind/settings", Map.of("approvalAbove", "3"));
        try {
            String id = plan(Map.of());
            act(id, "starts").statusCode(409).body("detail", containsString("a second person for more than 3 devices"));
            act(id, "approvals").statusCode(409).body("detail", containsString("not who planned it and not a program"));

            PortalSession.as("operator@northwind.example")
                    .post("/a/northwind/reassignments/" + id + "/approvals", Map.of());

            northwind.get("reassignments/" + id).body("approved", equalTo(true));
            start(id);
            awaitFinished(id).body("counts.released", equalTo(4));
        } finally {
            admin.post("/a/northwind/settings", Map.of("approvalAbove", ""));
        }
    }

    @Test
    void after_a_day_nothing_is_undone_any_more() {
        String id = move(Map.of());
        clock.forward(Duration.ofHours(25));

        act(id, "undos").statusCode(409).body("detail", containsString("more than 24 hours ago"));
        northwind.get("reassignments/" + id).body("undoneBy", nullValue());
    }

    @Test
    void a_way_back_that_was_planned_in_time_is_not_begun_after_it_either() {
        String undo = act(move(Map.of()), "undos").statusCode(201).extract().path("id");
        clock.forward(Duration.ofHours(25));

        act(undo, "starts").statusCode(409).body("detail", containsString("more than 24 hours ago"));
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(east));
    }

    @Test
    void a_way_back_leaves_alone_what_was_moved_again_since_it_was_planned() {
        String undo = act(move(Map.of()), "undos").statusCode(201).extract().path("id");
        String third = companies.memoryHub("northwind");
        companies.link(third);
        move(Map.of("targetHub", third, "devices", only(FIRST)));

        start(undo);

        awaitFinished(undo).body("counts.released", equalTo(3)).body("counts.skipped", equalTo(1));
        assertEquals("moved-since", device(undo, FIRST, "reason"));
        companies.assertRegistersAt(third, List.of(FIRST));
        companies.assertRegistersAt(west, DEVICES.subList(1, 4));
    }

    @Test
    void devices_leased_anew_without_the_right_to_move_them_are_neither_moved_nor_taken_back() {
        Calls contoso = Calls.as("contoso");
        String north = companies.sharedHub("contoso");
        String south = companies.sharedHub("contoso");
        String other = companies.leased("contoso", north, List.of("tracker-2"));
        String lease = companies.leased("contoso", north, List.of(FIRST, "tracker-1"));
        String moved = companies.reassigned("contoso", Map.of("targetHub", south, "devices", only(FIRST)));
        companies.awaitReassignment("contoso", moved, "finished");
        String planned = contoso.post(
                        "reassignments",
                        Map.of("idScope", companies.idScope, "targetHub", south, "devices", only("tracker-1")))
                .statusCode(201)
                .extract()
                .path("id");
        giveBack(lease);
        String anew = companies.proposed("contoso", List.of(FIRST, "tracker-1"), List.of("twin"));
        companies.accept("contoso", anew, south).statusCode(200);
        companies.awaitLease(anew, "active", 2);

        contoso.post("reassignments/" + planned + "/starts", Map.of()).statusCode(200);
        companies.awaitReassignment("contoso", planned, "finished");
        contoso.get("reassignments/" + planned).body("reasons[0].name", equalTo("no-right"));
        contoso.post("reassignments/" + moved + "/undos", Map.of())
                .statusCode(201)
                .body("counts.skipped", equalTo(1))
                .body("reasons[0].name", equalTo("no-right"));
        companies.assertRegistersAt(south, List.of(FIRST, "tracker-1"));

        giveBack(other);
        contoso.post("reassignments/" + moved + "/undos", Map.of())
                .statusCode(409)
                .body("detail", containsString("No lease lets you"));
    }

    private void giveBack(String lease) {
        Calls.as("contoso").post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        companies.awaitLeaseState(lease, "ended");
    }

    @Test
    void a_plan_finds_at_its_start_that_another_reassignment_was_first() {
        String first = plan(Map.of("devices", only(FIRST, "tracker-1")));
        String second = plan(Map.of());
        hubs.set(east, Fault.AWAY);
        start(first);
        await().atMost(Duration.ofSeconds(20)).until(() -> (Integer) device(first, FIRST, "tries") > 0);

        start(second);
        await().atMost(Duration.ofSeconds(20)).until(() -> "being-reassigned".equals(device(second, FIRST, "reason")));
        hubs.set(east, Fault.NONE);

        awaitFinished(first).body("counts.released", equalTo(2));
        awaitFinished(second).body("counts.released", equalTo(2)).body("counts.skipped", equalTo(2));
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(east));
    }

    @Test
    void whoever_watches_is_told_each_change_and_the_end_and_then_each_arrival() {
        PortalSession portal = PortalSession.as("operator@northwind.example");
        String id = plan(Map.of("waveSize", 1));
        start(id);
        companies.awaitReassignment("northwind", id, "running");

        String moves = watched(portal, id, "running");

        long different = Arrays.stream(moves.split("\n\n"))
                .filter(event -> event.contains("event:progress"))
                .distinct()
                .count();
        assertTrue(different > 1, moves);
        assertTrue(moves.contains("Released <strong class=\"shares__count\">1<"), moves);
        assertTrue(moves.strip().endsWith("data:finished"), moves);

        companies.assertRegistersAt(east, DEVICES.subList(0, 3));
        CompletableFuture<String> watching = CompletableFuture.supplyAsync(() -> watched(portal, id, "finished"));
        await().atMost(Duration.ofSeconds(20)).until(() -> Integer.valueOf(3)
                .equals(northwind.get("reassignments/" + id).extract().path("counts.arrived")));
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        companies.assertRegistersAt(east, DEVICES);
        String arrivals = watching.join();
        assertTrue(arrivals.contains("Arrived <strong class=\"shares__count\">3<"), arrivals);
        assertTrue(arrivals.strip().endsWith("data:finished"), arrivals);
    }

    private static String watched(PortalSession portal, String id, String seen) {
        return portal.get("/a/northwind/reassignments/" + id + "/progress?seen=" + seen)
                .body();
    }

    private String plan(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("idScope", companies.idScope, "targetHub", east));
        body.putAll(more);
        return northwind.post("reassignments", body).statusCode(201).extract().path("id");
    }

    private void start(String id) {
        act(id, "starts").statusCode(200);
    }

    private ValidatableResponse act(String id, String action) {
        return northwind.post("reassignments/" + id + "/" + action, Map.of());
    }

    private String move(Map<String, ?> more) {
        String id = plan(more);
        start(id);
        awaitFinished(id);
        return id;
    }

    private ValidatableResponse awaitFinished(String id) {
        companies.awaitReassignment("northwind", id, "finished");
        return northwind.get("reassignments/" + id);
    }

    private String state(String id) {
        return northwind.get("reassignments/" + id).extract().path("state");
    }

    private <T> T device(String id, String device, String what) {
        return northwind
                .get("reassignments/" + id + "/devices")
                .extract()
                .path("devices.find { it.registrationId == '" + device + "' }." + what);
    }

    private void assertStay() {
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(west));
        assertEquals(Set.of(), hubs.deviceIds(east));
        companies.assertRegistersAt(west, DEVICES);
    }

    private static Map<String, Object> only(String... ids) {
        return Map.of("registrationIds", List.of(ids));
    }

    private static String name(String host) {
        return host.substring(0, host.indexOf('.'));
    }
}
