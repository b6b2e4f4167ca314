package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.db.AccountId;
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
    @Inject
    MemoryHubConnector memory;

    @Inject
    Departures departures;

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

        await().atMost(Duration.ofSeconds(20)).until(() -> owed(companies) == 3);
        assertEquals(3, memory.deviceIds(companies.home).size());
        memory.set(companies.home, Fault.NONE);
        clock.forward(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20)).until(() -> owed(companies) == 0);
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

        departures.carryOut(
                new AccountId(UUID.fromString(Sql.id("northwind"))),
                List.of(new Departure(
                        (UUID) device.get("scope_id"),
                        (String) device.get("registration_key"),
                        (UUID) device.get("hub_id"),
                        (String) device.get("device_id"))));

        assertTrue(memory.deviceIds(companies.home).contains("tracker-1"));
    }
}
