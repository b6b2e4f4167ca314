package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moving devices between hubs: planned first, step by step, and never leaving one without a hub that knows it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReassignmentTest {
    private static final int DEVICES = 12;

    @Inject
    MemoryHubConnector hubs;

    @Inject
    TestClock clock;

    private final Calls calls = Calls.as("northwind");
    private ProvisioningService service;
    private String west;
    private String east;
    private byte[] key;

    @BeforeEach
    void twelve_devices_on_a_hub_and_a_second_hub() {
        String idScope = calls.newScope("Moving " + UUID.randomUUID());
        service = new ProvisioningService("northwind", calls, idScope, null);
        west = linkMemoryHub();
        key = service.group("trackers");
        for (int i = 0; i < DEVICES; i++) {
            assertEquals(west, device(i).register().hub());
        }
        east = linkMemoryHub();
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void a_plan_moves_nothing_and_says_what_it_would_do() {
        String id = plan(Map.of("twins", "reset"));

        get(id).body("state", equalTo("planned"))
                .body("counts.planned", equalTo(DEVICES))
                .body("hubs[0].name", equalTo(west))
                .body("hubs[0].devices", equalTo(DEVICES))
                .body("targetHub", equalTo(east));
        assertEquals(Set.of(), hubs.deviceIds(east));
        service.device("tracker-1").body("hubHostName", equalTo(west));
    }

    @Test
    void a_plan_that_nobody_starts_is_gone_after_a_week_and_one_that_is_started_stays() {
        String forgotten = plan(Map.of());
        String discarded = plan(Map.of());
        calls.delete("reassignments/" + discarded).statusCode(204);
        calls.get("reassignments/" + discarded).statusCode(404);
        String started = plan(Map.of());
        post(started, "cancellations").statusCode(409);
        post(started, "starts").statusCode(200);
        awaitState(started, "finished");
        String undo = post(started, "undos").statusCode(201).extract().path("id");

        clock.forward(Duration.ofDays(8));
        for (String plan : List.of(forgotten, undo)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> calls.get("reassignments/" + plan).extract().statusCode() == 404);
        }

        get(started).body("state", equalTo("finished")).body("undoneBy", equalTo(null));
        calls.delete("reassignments/" + started).statusCode(409);
        assertEquals(List.of("reassignment.planned", "reassignment.discarded"), Trail.of("northwind", discarded));
        assertEquals(List.of("reassignment.planned", "reassignment.expired"), Trail.of("northwind", forgotten));
        assertEquals(
                0,
                Sql.as("northwind")
                        .rows(
                                "select from reassignment_device where reassignment_id in (?::uuid, ?::uuid)",
                                forgotten,
                                discarded)
                        .size());
    }

    @Test
    void every_device_is_moved_with_its_twin_and_arrives_when_it_registers() {
        hubs.setDesired(west, "tracker-3", "{\"interval\":7}");
        String id = plan(Map.of());
        post(id, "starts").statusCode(200);

        awaitState(id, "finished").body("counts.released", equalTo(DEVICES));
        assertEquals(Set.of(), hubs.deviceIds(west));
        assertEquals(DEVICES, hubs.deviceIds(east).size());
        assertTrue(hubs.twin(east, "tracker-3").desiredJson().contains("\"interval\":7"));
        RawDevice.Answer again = device(3).register();
        assertEquals(east, again.hub());
        assertEquals("deviceDataMigrated", again.substatus());
        await().atMost(Duration.ofSeconds(20)).until(() -> get(id).extract().path("counts.arrived") != null);
        get(id + "/devices?state=arrived").body("devices[0].registrationId", equalTo("tracker-3"));
    }

    @Test
    void a_moved_device_stays_though_its_group_names_another_hub() {
        String id = plan(Map.of("devices", Map.of("registrationIds", List.of("tracker-1"))));
        post(id, "starts").statusCode(200);
        awaitState(id, "finished");
        Map<String, Object> group = new HashMap<>(Map.of(
                "attestation", Map.of("type", "symmetricKey"), "iotHubs", List.of(west), "allocationPolicy", "static"));
        calls.put(service.scope("groups/trackers"), group).statusCode(200);

        assertEquals(east, device(1).register().hub());
        assertEquals(west, device(2).register().hub());
    }

    @Test
    void devices_that_cannot_move_are_listed_with_the_reason() {
        plan(Map.of("devices", Map.of("registrationIds", List.of("tracker-1", "tracker-2", "nobody"))), 201)
                .body("counts.planned", equalTo(2))
                .body("leftOut.unknown", equalTo(1));
        ValidatableResponse there = plan(Map.of("targetHub", west), 201);
        there.body("counts.skipped", equalTo(DEVICES)).body("reasons[0].name", equalTo("already-there"));
        post(there.extract().path("id"), "starts").statusCode(409);
    }

    @Test
    void a_second_reassignment_leaves_devices_alone_that_another_one_works_on() {
        hubs.set(east, Fault.AWAY);
        String first = plan(Map.of());
        post(first, "starts").statusCode(200);
        awaitState(first, "running");
        await().atMost(Duration.ofSeconds(20)).until(() -> hubs.puts(east) >= 0 && isHeldUp(first));

        plan(Map.of("targetHub", linkMemoryHub()), 201).body("reasons[0].name", equalTo("being-reassigned"));
        hubs.set(east, Fault.NONE);
        awaitState(first, "finished");
    }

    @Test
    void a_batch_that_could_not_be_written_is_tried_again_soon() {
        Sql database = Sql.owner();
        database.update(
                """
                create function out_of_order() returns trigger language plpgsql as $$
                begin
                  raise exception 'Out of order';
                end $$
                """);
        database.update("create trigger refused before update of hub_id on device execute function out_of_order()");
        String id = plan(Map.of());
        post(id, "starts").statusCode(200);
        awaitState(id, "running");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.forward(Duration.ofSeconds(1));
            return mostTries(id) > 1;
        });
        database.update("drop function out_of_order() cascade");

        awaitState(id, "finished").body("counts.released", equalTo(DEVICES));
        assertEquals(Set.of(), hubs.deviceIds(west));
    }

    @Test
    void a_hub_that_is_away_or_forgets_or_loses_its_answer_costs_time_and_no_device() {
        for (Fault fault : List.of(Fault.FORGETS, Fault.ANSWER_LOST, Fault.HALFWAY, Fault.AWAY)) {
            String from = service.device("tracker-1").extract().path("hubHostName");
            String to = from.equals(west) ? east : west;
            hubs.set(to, fault);
            String id = plan(Map.of("targetHub", to));
            post(id, "starts").statusCode(200);
            await().atMost(Duration.ofSeconds(30)).until(() -> isHeldUp(id));
            assertEquals(DEVICES, hubs.deviceIds(from).size(), fault.name());
            assertEquals(from, device(4).register().hub());

            hubs.set(to, Fault.NONE);
            awaitState(id, "finished").body("counts.released", equalTo(DEVICES));
            assertEquals(DEVICES, hubs.deviceIds(to).size(), fault.name());
            assertEquals(Set.of(), hubs.deviceIds(from), fault.name());
        }
    }

    @Test
    void an_old_hub_that_is_away_is_left_behind_once_it_is_back() {
        hubs.set(west, Fault.NONE);
        String id = plan(Map.of("twins", "reset"));
        hubs.set(west, Fault.AWAY);
        post(id, "starts").statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Integer.valueOf(DEVICES).equals(get(id).extract().path("counts.switched")));
        assertEquals(east, device(5).register().hub());

        hubs.set(west, Fault.NONE);
        clock.forward(Duration.ofSeconds(30));
        awaitState(id, "finished");
        assertEquals(Set.of(), hubs.deviceIds(west));
    }

    @Test
    void waves_pause_when_too_many_fail_and_go_on_after_a_retry() {
        hubs.refuse(east, Set.of("tracker-0", "tracker-1", "tracker-10"));
        String id = plan(Map.of("waveSize", 6, "pauseAbove", 20));
        post(id, "starts").statusCode(200);

        awaitState(id, "paused").body("pausedBecause", notNullValue()).body("counts.failed", equalTo(3));
        assertEquals(3, hubs.deviceIds(east).size());
        get(id + "/devices?state=failed")
                .body("devices", hasSize(3))
                .body("devices[0].failure", equalTo("This hub does not take it."))
                .body("devices[0].from", equalTo(west));

        hubs.refuse(east, Set.of());
        post(id, "retries").statusCode(200);
        awaitState(id, "finished").body("counts.released", equalTo(DEVICES));
    }

    @Test
    void cancelling_keeps_the_rest_where_it_is() {
        hubs.set(east, Fault.AWAY);
        String id = plan(Map.of());
        post(id, "starts").statusCode(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> isHeldUp(id));
        post(id, "cancellations").statusCode(200);

        hubs.set(east, Fault.NONE);
        awaitState(id, "cancelled").body("counts.cancelled", equalTo(DEVICES));
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(east).isEmpty());
        assertEquals(DEVICES, hubs.deviceIds(west).size());
        assertEquals(west, device(1).register().hub());
    }

    @Test
    void rolling_back_takes_back_what_was_switched() {
        hubs.refuse(east, Set.of("tracker-0", "tracker-1", "tracker-10"));
        String id = plan(Map.of("waveSize", 6, "pauseAbove", 20));
        post(id, "starts").statusCode(200);
        awaitState(id, "paused");
        post(id, "rollbacks").statusCode(200);

        awaitState(id, "cancelled");
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(west).size() == DEVICES);
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(east).isEmpty());
        assertEquals(west, device(3).register().hub());
    }

    @Test
    void a_finished_reassignment_can_be_undone_as_one_change_with_a_plan_of_its_own() {
        String id = plan(Map.of());
        post(id, "starts").statusCode(200);
        awaitState(id, "finished");
        String undo = post(id, "undos")
                .statusCode(201)
                .body("state", equalTo("planned"))
                .body("counts.planned", equalTo(DEVICES))
                .extract()
                .path("id");
        post(id, "undos").statusCode(409);
        post(undo, "starts").statusCode(200);

        awaitState(undo, "finished");
        assertEquals(DEVICES, hubs.deviceIds(west).size());
        assertEquals(Set.of(), hubs.deviceIds(east));
        get(id).body("undoneBy", equalTo(undo));
    }

    @Test
    void devices_that_do_not_arrive_in_time_go_back_and_the_others_stay() {
        String id = plan(Map.of("absentAfter", 60, "absentAction", "rollBack"));
        post(id, "starts").statusCode(200);
        awaitState(id, "finished");
        assertEquals(east, device(3).register().hub());
        clock.forward(Duration.ofMinutes(61));

        await().atMost(Duration.ofSeconds(30)).until(() -> get(id).extract().path("takeBacks[0]") != null);
        String back = get(id).body("counts.arrived", equalTo(1)).extract().path("takeBacks[0]");
        awaitState(back, "finished").body("reason", equalTo("Did not register in time"));
        assertEquals(Set.of("tracker-3"), hubs.deviceIds(east));
        assertEquals(DEVICES - 1, hubs.deviceIds(west).size());
    }

    @Test
    void a_device_whose_twin_cannot_be_had_fails_and_moves_once_it_is_told_to_start_anew() {
        hubs.lose(west, "tracker-5");
        String id = plan(Map.of());
        post(id, "starts").statusCode(200);
        awaitState(id, "finished").body("counts.failed", equalTo(1)).body("counts.released", equalTo(DEVICES - 1));
        get(id + "/devices?state=failed").body("devices[0].failure", containsString("no twin to take along"));

        String anew = plan(Map.of("twins", "reset"));
        post(anew, "starts").statusCode(200);
        awaitState(anew, "finished").body("counts.released", equalTo(1));
        assertEquals(DEVICES, hubs.deviceIds(east).size());
    }

    @Test
    void what_failed_in_a_finished_one_can_be_tried_again() {
        hubs.refuse(east, Set.of("tracker-7"));
        String id = plan(Map.of());
        post(id, "starts").statusCode(200);
        awaitState(id, "finished").body("counts.failed", equalTo(1));
        hubs.refuse(east, Set.of());

        post(id, "retries").statusCode(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.deviceIds(east).size() == DEVICES);
        awaitState(id, "finished").body("counts.released", equalTo(DEVICES));
    }

    @Test
    void what_became_of_each_device_can_be_downloaded() {
        String id = plan(Map.of());
        post(id, "starts").statusCode(200);
        awaitState(id, "finished");

        String report = calls.request()
                .get(calls.address("reassignments/" + id + "/report"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(DEVICES + 1, report.lines().count());
        assertTrue(report.contains("tracker-7,1,released," + west + "," + east + ","));
    }

    private boolean isHeldUp(String id) {
        return mostTries(id) > 0;
    }

    private int mostTries(String id) {
        List<Integer> tries = get(id + "/devices").extract().path("devices.tries");
        return Collections.max(tries);
    }

    private RawDevice device(int number) {
        return RawDevice.inGroup(service, "tracker-" + number, key);
    }

    private String linkMemoryHub() {
        String name = "memory-" + UUID.randomUUID().toString().substring(0, 8);
        String host = name + ".example.org";
        calls.post("hubs", Map.of("name", name, "connector", "memory", "hostName", host))
                .statusCode(201);
        calls.post(service.scope("hubs"), Map.of("hostName", host)).statusCode(201);
        return host;
    }

    private String plan(Map<String, ?> more) {
        return plan(more, 201).extract().path("id");
    }

    private ValidatableResponse plan(Map<String, ?> more, int status) {
        Map<String, Object> body = new HashMap<>(Map.of("idScope", service.idScope(), "targetHub", east));
        body.putAll(more);
        return calls.post("reassignments", body).statusCode(status);
    }

    private ValidatableResponse post(String id, String action) {
        return calls.post("reassignments/" + id + "/" + action, Map.of());
    }

    private ValidatableResponse get(String path) {
        return calls.get("reassignments/" + path).statusCode(200);
    }

    /** With a clock that runs fast, since tries are put off. */
    private ValidatableResponse awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.forward(Duration.ofSeconds(2));
            return state.equals(get(id).extract().path("state"));
        });
        return get(id);
    }
}
