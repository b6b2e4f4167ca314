package io.slipway.hub;

import static io.slipway.hub.HubCalls.as;
import static io.slipway.hub.HubCalls.ask;
import static io.slipway.hub.HubCalls.hostName;
import static io.slipway.hub.HubCalls.hub;
import static io.slipway.hub.HubCalls.hubs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.demo.SampleCompanies;
import io.slipway.plugin.Connectors;
import io.slipway.spi.HubCredential;
import io.slipway.spi.HubIdentity;
import io.slipway.spi.HubTarget;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubDevicesTest {
    private static final UUID NORTHWIND = SampleCompanies.account("northwind").id();

    @Inject
    Connectors connectors;

    @Test
    void devices_are_paged_and_found_by_prefix() throws SQLException {
        String devices = hubs("northwind") + "/" + hubWith("pump-1", "pump-2", "pump-3", "valve-1") + "/devices";

        as("northwind")
                .get(devices + "?limit=2&prefix=pump")
                .then()
                .body("rows.deviceId", contains("pump-1", "pump-2"))
                .body("rows[0].authentication", equalTo("sas"))
                .body("next", equalTo("pump-2"));
        as("northwind")
                .get(devices + "?limit=2&prefix=pump&after=pump-2")
                .then()
                .body("rows.deviceId", contains("pump-3"))
                .body("next", nullValue());
        as("northwind").get(devices + "?prefix=x").then().body("rows", empty());
    }

    @Test
    void a_devices_twin_is_shown_as_it_was_given() throws SQLException {
        String device = hubs("northwind") + "/" + hubWith("pump-1") + "/devices/pump-1";

        String body = as("northwind")
                .get(device)
                .then()
                .statusCode(200)
                .body("identity.deviceId", equalTo("pump-1"))
                .body("desiredVersion", equalTo(1))
                .extract()
                .asString();

        assertTrue(body.contains("\"desired\":{\"limit\":30.0}"), body);
        as("northwind").get(device.replaceAll("-1$", "")).then().statusCode(404);
    }

    @Test
    void a_hub_with_identities_is_not_deleted_and_the_refusal_counts_them() throws SQLException {
        as("northwind")
                .delete(hubs("northwind") + "/" + hubWith("pump-1", "pump-2"))
                .then()
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("The hub still holds device identities. Reassign or deprovision those devices first."
                                + " It holds 2 device identities."));
    }

    private String hubWith(String... deviceIds) throws SQLException {
        String name = hub("northwind");
        UUID id = ask("northwind", "select hub_id from hub where name = '" + name + "'");
        HubCredential key = new HubCredential.SymmetricKeys("primary".getBytes(UTF_8), "secondary".getBytes(UTF_8));
        connectors.await(connectors
                .of("built-in")
                .put(
                        new HubTarget(id, NORTHWIND, hostName("northwind", name), "{}"),
                        List.of(deviceIds).stream()
                                .map(device -> identity(device, key))
                                .toList()));
        return name;
    }

    private static HubIdentity identity(String deviceId, HubCredential key) {
        String twin = "{\"properties\":{\"desired\":{\"limit\":30.0}}}";
        return new HubIdentity(deviceId, key, false, true, twin, HubIdentity.Twin.KEEP);
    }
}
