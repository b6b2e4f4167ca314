package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.db.AccountId;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.registration.Departure;
import io.slipway.registration.Departures;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices that a hub is to forget, and that it forgets later than it was to, or is asked to later than it did. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LateRemovalTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Inject
    MemoryHubConnector memory;

    @Inject
    Departures departures;

    @Inject
    DeviceTransactions transactions;

    @Inject
    TestClock clock;

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void what_leaves_a_busy_hub_does_not_queue_up_but_is_removed_later() {
        List<String> devices =
                IntStream.range(0, 5).mapToObj(i -> "tracker-" + i).toList();
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, devices);
        memory.set(companies.home, Fault.SLOWER);
        for (String device : devices) {
            companies
                    .northwind
                    .delete(companies.service.scope("devices/" + device + "/assignment"))
                    .statusCode(204);
        }

        await().atMost(LONG).until(() -> owed(companies) == 3);
        assertEquals(3, memory.deviceIds(companies.home).size());
        memory.set(companies.home, Fault.NONE);
        clock.forward(Duration.ofSeconds(20));
        await().atMost(LONG).until(() -> owed(companies) == 0);
        assertEquals(Set.of(), memory.deviceIds(companies.home));
    }

    private static int owed(Companies companies) {
        return Sql.deviceOf("northwind")
                .rows("select from departure join scope_address using (scope_id) where id_scope = ?", companies.idScope)
                .size();
    }

    @Test
    void a_device_that_came_back_meanwhile_stays_in_its_hub() {
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, List.of("tracker-1"));

        departures.carryOut(account(), List.of(departure(companies)));

        assertTrue(memory.deviceIds(companies.home).contains("tracker-1"));
    }

    @Test
    void a_hub_that_is_being_asked_is_asked_by_nobody_else() {
        Companies companies = new Companies();
        Departure departure = departs(companies, Fault.AWAY);
        await().atMost(LONG).until(() -> memory.removals(companies.home) == 1 && inHand(companies) == 0);
        memory.set(companies.home, Fault.NONE);
        memory.meanwhile(companies.home, () -> departures.carryOut(account(), List.of(departure)));

        departures.carryOut(account(), List.of(departure));

        assertEquals(0, owed(companies));
        assertEquals(2, memory.removals(companies.home));
    }

    @Test
    void what_is_left_at_a_hub_while_that_forgets_the_device_is_removed_once_more() {
        Companies companies = new Companies();
        Departure departure = departs(companies, Fault.AWAY);
        await().atMost(LONG).until(() -> memory.removals(companies.home) == 1 && inHand(companies) == 0);
        memory.set(companies.home, Fault.NONE);
        memory.meanwhile(
                companies.home,
                () -> transactions.in(Actor.system(account()), tx -> {
                    departures.noteLeftovers(tx, List.of(departure));
                    return null;
                }));

        departures.carryOut(account(), List.of(departure));

        assertEquals(1, owed(companies));
        clock.forward(Duration.ofMinutes(3));
        await().atMost(LONG).until(() -> owed(companies) == 0);
        assertEquals(3, memory.removals(companies.home));
    }

    @Test
    void what_a_killed_replica_had_in_hand_is_taken_again_once_its_claim_has_run_out() {
        Companies companies = new Companies();
        Departure departure = departs(companies, Fault.ASKER_DIES);
        await().atMost(LONG).until(() -> memory.removals(companies.home) == 1);

        departures.carryOut(account(), List.of(departure));

        assertEquals(1, memory.removals(companies.home));
        assertEquals(1, owed(companies));
        clock.forward(Duration.ofMinutes(3));
        await().atMost(LONG).until(() -> owed(companies) == 0);
        assertEquals(2, memory.removals(companies.home));
    }

    @Test
    void whoever_comes_late_leaves_alone_what_another_has_taken_since() {
        Companies companies = new Companies();
        Departure departure = departs(companies, Fault.AWAY);
        await().atMost(LONG).until(() -> memory.removals(companies.home) == 1 && inHand(companies) == 0);
        memory.set(companies.home, Fault.NONE);
        memory.meanwhile(companies.home, () -> Sql.deviceOf("northwind")
                .update(
                        "update departure set claimed_until = claimed_until + interval '1 minute' where hub_id = ?",
                        departure.hubId()));

        departures.carryOut(account(), List.of(departure));

        assertEquals(2, memory.removals(companies.home));
        assertEquals(1, inHand(companies));
    }

    /** A device that is taken off its hub, which is like that by then. */
    private Departure departs(Companies companies, Fault fault) {
        companies.assertRegistersAt(companies.home, List.of("tracker-1"));
        Departure departure = departure(companies);
        memory.set(companies.home, fault);
        companies
                .northwind
                .delete(companies.service.scope("devices/tracker-1/assignment"))
                .statusCode(204);
        return departure;
    }

    private static Departure departure(Companies companies) {
        Map<String, Object> device = Sql.as("northwind")
                .row(
                        """
                        select scope_id
                             , registration_key
                             , hub_id
                             , device_id
                          from device
                          join scope_address using (scope_id)
                         where id_scope = ?
                        """,
                        companies.idScope);
        return new Departure(
                (UUID) device.get("scope_id"),
                (String) device.get("registration_key"),
                (UUID) device.get("hub_id"),
                (String) device.get("device_id"));
    }

    private static AccountId account() {
        return new AccountId(UUID.fromString(Sql.id("northwind")));
    }

    private static int inHand(Companies companies) {
        return Sql.deviceOf("northwind")
                .rows(
                        "select from departure join scope_address using (scope_id)"
                                + " where id_scope = ? and claimed_until is not null",
                        companies.idScope)
                .size();
    }
}
