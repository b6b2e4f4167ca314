package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.db.AccountId;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.registration.Departure;
import io.slipway.registration.Departures;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A worker that hung before it removed a device from its old hub, and wakes when others have done so long since. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LateRemovalTest {
    @Inject
    MemoryHubConnector memory;

    @Inject
    Departures departures;

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
