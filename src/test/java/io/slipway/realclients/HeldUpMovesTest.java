package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reassignments that are paused in the middle of a step, wait for devices or hubs, or find somebody else there already. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class HeldUpMovesTest {
    private static final List<String> DEVICES =
            IntStream.range(0, 6).mapToObj(i -> "tracker-" + i).toList();

    @Inject
    MemoryHubConnector hubs;

    @Inject
    TestClock clock;

    private Companies companies;
    private String west;
    private String east;

    @BeforeEach
    void six_devices_on_a_hub_and_a_second_hub() {
        companies = new Companies();
        west = companies.home;
        companies.assertRegistersAt(west, DEVICES);
        east = linked();
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void a_pause_while_a_hub_is_asked_costs_nothing() {
        hubs.set(east, Fault.SLOW);
        String id = begun(Map.of());
        await().atMost(Duration.ofSeconds(20)).until(() -> hubs.puts(east) > 0);
        post(id, "pauses");
        await().atMost(Duration.ofSeconds(20)).until(() -> Integer.valueOf(DEVICES.size())
                .equals(get(id).extract().path("counts.prepared")));
        companies.assertRegistersAt(west, List.of("tracker-0"));
        hubs.set(east, Fault.NONE);
        post(id, "resumptions");

        awaitState(id, "finished").body("counts.released", equalTo(DEVICES.size()));
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(east));
        assertEquals(Set.of(), hubs.deviceIds(west));
    }

    @Test
    void a_device_that_is_given_up_after_a_pause_leaves_nothing_in_the_hub_it_was_to_go_to() {
        String id = pausedOnTheWay(Map.of());
        disable("tracker-2");
        post(id, "resumptions");

        awaitState(id, "finished").body("counts.skipped", equalTo(1));
        clock.forward(Duration.ofSeconds(30));
        await().atMost(Duration.ofSeconds(30)).until(() -> !hubs.deviceIds(east).contains("tracker-2"));
        assertEquals(Set.of("tracker-2"), hubs.deviceIds(west));
    }

    @Test
    void a_hub_that_knows_devices_already_on_their_way_to_it_stays_linked_until_they_are_there_or_given_up() {
        String id = pausedOnTheWay(Map.of());

        companies
                .northwind
                .delete(companies.linkTo(east))
                .statusCode(409)
                .body("detail", containsString("Devices are on their way to this hub."));
        post(id, "cancellations");
        awaitState(id, "cancelled");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            clock.forward(Duration.ofSeconds(5));
            return hubs.deviceIds(east).isEmpty();
        });
        companies.northwind.delete(companies.linkTo(east)).statusCode(204);
    }

    @Test
    void what_was_put_into_a_hub_is_removed_from_there_by_its_own_name_also_if_the_device_is_on_no_hub_any_more() {
        byte[] key = companies.service.enroll(
                "renamed", Map.of("deviceId", "Truck-7", "allocationPolicy", "static", "iotHubs", List.of(west)));
        RawDevice.withKey(companies.service, "renamed", key).register();
        String id = pausedOnTheWay(Map.of("devices", Map.of("registrationIds", List.of("renamed"))));
        assertEquals(Set.of("Truck-7"), hubs.deviceIds(east));
        companies
                .northwind
                .delete("scopes/" + companies.idScope + "/devices/renamed/assignment")
                .statusCode(204);
        post(id, "cancellations");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            clock.forward(Duration.ofSeconds(5));
            return hubs.deviceIds(east).isEmpty();
        });
    }

    @Test
    void an_arrival_is_seen_however_long_it_takes() {
        clock.forward(Duration.ofMinutes(5));
        String id = begun(Map.of());
        awaitState(id, "finished");
        clock.forward(Duration.ofMinutes(20));
        companies.assertRegistersAt(east, List.of("tracker-4"));

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.forward(Duration.ofSeconds(30));
            return Integer.valueOf(1).equals(get(id).extract().path("counts.arrived"));
        });
        get(id + "/devices?state=arrived").body("devices.registrationId", equalTo(List.of("tracker-4")));
    }

    @Test
    void devices_that_do_not_arrive_go_back_whenever_their_time_is_over() {
        hubs.refuse(east, Set.of("tracker-5"));
        String id = begun(Map.of("absentAfter", 60, "absentAction", "rollBack"));
        awaitState(id, "finished");
        clock.forward(Duration.ofMinutes(61));
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(west).size() == DEVICES.size());
        hubs.refuse(east, Set.of());
        post(id, "retries");
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(east).contains("tracker-5"));
        awaitState(id, "finished");
        clock.forward(Duration.ofMinutes(61));

        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(west).size() == DEVICES.size());
        get(id).body("takeBacks", hasSize(2)).body("undoneBy", equalTo(null));
        get(id + "/devices?state=released").body("devices[5].reason", equalTo("absent"));
        companies
                .northwind
                .get("events?objectType=reassignment&objectId="
                        + get(id).extract().path("takeBacks[0]"))
                .body("events[-1].action", equalTo("reassignment.started"))
                .body("events[-1].actorName", equalTo("Slipway"));
    }

    @Test
    void a_device_that_arrives_just_before_it_is_taken_back_stays() {
        String id = begun(Map.of("absentAfter", 60, "absentAction", "rollBack"));
        awaitState(id, "finished");
        hubs.set(west, Fault.AWAY);
        clock.forward(Duration.ofMinutes(61));
        await().atMost(Duration.ofSeconds(30)).until(() -> get(id).extract().path("takeBacks[0]") != null);
        String back = get(id).extract().path("takeBacks[0]");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "hub-away".equals(get(back + "/devices").extract().path("devices[0].reason")));
        companies.assertRegistersAt(east, List.of("tracker-4"));
        hubs.set(west, Fault.NONE);

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.forward(Duration.ofSeconds(2));
            return "finished".equals(get(back).extract().path("state"));
        });
        get(back + "/devices?state=skipped")
                .body("devices.registrationId", equalTo(List.of("tracker-4")))
                .body("devices[0].reason", equalTo("arrived"));
        assertEquals(Set.of("tracker-4"), hubs.deviceIds(east));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.forward(Duration.ofSeconds(2));
            return Integer.valueOf(1).equals(get(id).extract().path("counts.arrived"));
        });
        get(id + "/devices?state=arrived").body("devices[0].failure", equalTo(null));
    }

    @Test
    void whoever_resumes_after_too_many_failures_goes_on_without_them() {
        hubs.refuse(east, Set.of("tracker-0", "tracker-1"));
        String id = begun(Map.of("waveSize", 5, "pauseAbove", 20));
        awaitState(id, "paused");
        post(id, "resumptions");

        awaitState(id, "finished").body("counts.failed", equalTo(2)).body("counts.released", equalTo(4));
    }

    @Test
    void what_cannot_be_handed_over_is_tried_again_in_one_reassignment_whose_end_is_told_once() {
        String north = companies.sharedHub("contoso");
        hubs.refuse(north, Set.of("tracker-0"));
        String lease = companies.proposed("contoso", List.of("tracker-0", "tracker-1"));
        companies.accept("contoso", lease, north).statusCode(200);
        companies.awaitLease(lease, "active", 1);
        int before = hubs.puts(north);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            clock.forward(Duration.ofSeconds(31));
            return hubs.puts(north) > before + 2;
        });

        String handover = handover(lease);
        awaitState(handover, "finished").body("counts.failed", equalTo(1)).body("counts.released", equalTo(1));
        assertEquals(List.of("reassignment.finished"), Trail.of("northwind", handover));
        hubs.refuse(north, Set.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            clock.forward(Duration.ofSeconds(31));
            return Integer.valueOf(2)
                    .equals(companies.northwind.get("leases/" + lease).extract().path("devices.active"));
        });
        assertEquals(handover, handover(lease));
        companies.assertRegistersAt(north, List.of("tracker-0"));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.forward(Duration.ofSeconds(2));
            return Integer.valueOf(1).equals(get(handover).extract().path("counts.arrived"));
        });
        assertEquals(2, Trail.of("northwind", handover).size());
    }

    @Test
    void an_old_hub_that_is_gone_does_not_hold_its_devices_for_ever() {
        String id = begun(Map.of("twins", "reset"), () -> hubs.set(west, Fault.AWAY));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.forward(Duration.ofMinutes(2));
            return "finished".equals(get(id).extract().path("state"));
        });
        get(id + "/devices?state=released")
                .body("devices[0].reason", equalTo("still-known"))
                .body("devices[0].failure", containsString("knows it still"));
        String third = linked();
        awaitState(begun(Map.of("targetHub", third)), "finished").body("counts.released", equalTo(DEVICES.size()));

        hubs.set(west, Fault.NONE);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.forward(Duration.ofMinutes(6));
            return hubs.deviceIds(west).isEmpty();
        });
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(third));
    }

    @Test
    void a_hub_that_is_left_and_away_holds_up_its_own_devices_only() {
        awaitState(begun(Map.of("devices", Map.of("registrationIds", List.of("tracker-0")))), "finished");
        String third = linked();
        hubs.set(east, Fault.AWAY);
        String id = begun(Map.of("targetHub", third));
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(third).size() == DEVICES.size() - 1);
        get(id + "/devices")
                .body("devices[0].failure", containsString("does not give its twin"))
                .body("devices[0].to", equalTo(third));

        hubs.set(east, Fault.NONE);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.forward(Duration.ofSeconds(10));
            return "finished".equals(get(id).extract().path("state"));
        });
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(third));
    }

    @Test
    void a_device_of_somebody_else_with_the_same_id_is_never_overwritten() {
        Companies others = new Companies();
        others.assertRegistersAt(others.home, List.of("tracker-3"));
        others.link(east);
        awaitState(others.reassigned("northwind", Map.of("targetHub", east, "twins", "reset")), "finished");
        hubs.setDesired(east, "tracker-3", "{\"whose\":\"theirs\"}");
        String id = begun(Map.of());
        awaitState(id, "finished").body("counts.failed", equalTo(1));
        post(id, "retries");
        awaitState(id, "finished").body("counts.failed", equalTo(1));

        get(id + "/devices?state=failed").body("devices[0].failure", containsString("did not come from here"));
        clock.forward(Duration.ofMinutes(2));
        companies.assertRegistersAt(west, List.of("tracker-3"));
        assertEquals("{\"whose\":\"theirs\"}", hubs.twin(east, "tracker-3").desiredJson());
    }

    /** The only one of the lease. */
    private static String handover(String lease) {
        return Sql.as("northwind")
                .value("select reassignment_id::text from reassignment where lease_id = ?::uuid", lease);
    }

    /** Paused while the target hub was asked, which knows some devices by now. */
    private String pausedOnTheWay(Map<String, ?> more) {
        hubs.set(east, Fault.SLOW);
        String id = begun(more);
        await().atMost(Duration.ofSeconds(20)).until(() -> hubs.puts(east) > 0);
        post(id, "pauses");
        await().atMost(Duration.ofSeconds(20)).until(() -> get(id).extract().path("counts.prepared") != null);
        hubs.set(east, Fault.NONE);
        return id;
    }

    private void disable(String device) {
        companies
                .northwind
                .put("scopes/" + companies.idScope + "/devices/" + device + "/disablement", Map.of("reason", "Stolen"))
                .statusCode(204);
    }

    private String linked() {
        String host = companies.memoryHub("northwind");
        companies.link(host);
        return host;
    }

    private String begun(Map<String, ?> more) {
        return begun(more, () -> {});
    }

    /** Planned, then started once the other thing is done. */
    private String begun(Map<String, ?> more, Runnable before) {
        Map<String, Object> body = new HashMap<>(Map.of("idScope", companies.idScope, "targetHub", east));
        body.putAll(more);
        String id = companies
                .northwind
                .post("reassignments", body)
                .statusCode(201)
                .extract()
                .path("id");
        before.run();
        post(id, "starts");
        return id;
    }

    private void post(String id, String action) {
        companies.northwind.post("reassignments/" + id + "/" + action, Map.of()).statusCode(200);
    }

    private ValidatableResponse get(String path) {
        return companies.northwind.get("reassignments/" + path).statusCode(200);
    }

    private ValidatableResponse awaitState(String id, String state) {
        companies.awaitReassignment("northwind", id, state);
        return get(id);
    }
}
