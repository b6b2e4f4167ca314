package io.slipway.builtinhub;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.demo.SampleCompanies;
import io.slipway.plugin.Connectors;
import io.slipway.security.Secrets;
import io.slipway.spi.HubConnector;
import io.slipway.spi.HubConnectorContract;
import io.slipway.spi.HubCredential;
import io.slipway.spi.HubDirectory;
import io.slipway.spi.HubEntry;
import io.slipway.spi.HubIdentity;
import io.slipway.spi.HubIdentity.Twin;
import io.slipway.spi.HubTarget;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class BuiltInHubTest extends HubConnectorContract {
    private static final UUID CONTOSO = SampleCompanies.account("contoso").id();

    @Inject
    Connectors connectors;

    @Inject
    Secrets secrets;

    private HubTarget hub;

    @BeforeEach
    void create_an_empty_hub() throws SQLException {
        String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
        String hostName = given().auth()
                .oauth2(Tokens.of("contoso"))
                .contentType("application/json")
                .body(Map.of("name", name))
                .post("/api/v1/a/contoso/hubs")
                .then()
                .statusCode(201)
                .extract()
                .path("hostName");
        UUID id = (UUID) row("select hub_id from hub where host_name = '" + hostName + "'")[0];
        hub = new HubTarget(id, CONTOSO, hostName, "{}");
    }

    @Override
    protected HubConnector connector() {
        return connectors.of("built-in");
    }

    @Override
    protected HubTarget hub() {
        return hub;
    }

    @Override
    protected boolean isEnabled(String deviceId) {
        return await(((HubDirectory) connector()).list(hub, deviceId, "", 1))
                .get(0)
                .status()
                .equals("enabled");
    }

    @Override
    protected HubTarget absentHub() {
        return new HubTarget(UUID.randomUUID(), CONTOSO, "absent.hub.slipway.localhost", "{}");
    }

    @Test
    void keys_are_kept_encrypted_and_bound_to_their_device() throws SQLException {
        put(identity("pump-17", Twin.KEEP));

        Object[] row = device("pump-17", "authentication, primary_key, secondary_key, primary_thumbprint");
        HubCredential.SymmetricKeys given = (HubCredential.SymmetricKeys) key(1);
        String place = "hub-device/" + hub.hubId() + "/pump-17";
        assertEquals("sas", row[0]);
        assertArrayEquals(given.primary(), secrets.open((byte[]) row[1], place));
        assertArrayEquals(given.secondary(), secrets.open((byte[]) row[2], place));
        assertNull(row[3]);
    }

    @Test
    void thumbprints_take_the_place_of_keys() throws SQLException {
        put(identity("pump-17", Twin.KEEP));

        put(identity("pump-17", new HubCredential.Thumbprints("A".repeat(40), "B".repeat(40)), TWIN, Twin.KEEP));

        Object[] row = device("pump-17", "authentication, primary_key, primary_thumbprint, secondary_thumbprint");
        assertEquals("selfSigned", row[0]);
        assertNull(row[1]);
        assertEquals("A".repeat(40), row[2]);
        assertEquals("B".repeat(40), row[3]);
    }

    @Test
    void reset_ends_what_the_device_reported_and_keep_does_not() throws SQLException {
        put(identity("pump-17", Twin.KEEP));
        change("update hub_device set reported = '{\"on\":true}', reported_version = 4, desired_version = 7");

        put(identity("pump-17", key(2), TWIN, Twin.KEEP));
        assertEquals("{\"on\":true}", twin("pump-17").reportedJson());
        assertEquals(7, twin("pump-17").desiredVersion());

        put(identity("pump-17", Twin.RESET));
        assertEquals("{}", twin("pump-17").reportedJson());
        assertEquals(1, twin("pump-17").reportedVersion());
        assertEquals(1, twin("pump-17").desiredVersion());
    }

    @Test
    void twins_are_the_text_they_came_in() {
        String desired = "{ \"a\" : 30.0, \"b\":1E2,\n\t\"c\":\"\\u0000é\\/\" , \"a\":[ ] }";

        put(identity("pump-17", key(1), "{\"properties\":{\"reported\":1,\"desired\":" + desired + "}}", Twin.KEEP));

        assertEquals(desired, twin("pump-17").desiredJson());
        assertEquals("{}", twin("pump-17").tagsJson());
    }

    @Test
    void what_is_no_twin_is_refused_with_the_reason() {
        assertEquals("The initial twin is not a JSON object.", failure("[]"));
        assertEquals(
                "\"desired\" in the initial twin is not a JSON object.", failure("{\"properties\":{\"desired\":1}}"));
        assertEquals("Something follows the initial twin's JSON object.", failure("{} {}"));
        assertTrue(failure("{\"tags\":").startsWith("The initial twin is not valid JSON: "));
    }

    @Test
    void another_account_neither_reads_nor_writes_the_hubs_devices() {
        put(identity("pump-17", Twin.KEEP));
        HubTarget stolen =
                new HubTarget(hub.hubId(), SampleCompanies.account("northwind").id(), hub.hostName(), "{}");

        assertEquals(List.of(), await(connector().twins(stolen, List.of("pump-17"))));
        await(connector().remove(stolen, List.of("pump-17")));
        assertTrue(connector()
                .put(stolen, List.of(identity("other", Twin.KEEP)))
                .handle((written, thrown) -> thrown != null)
                .toCompletableFuture()
                .join());
        assertEquals("{\"floor\":2.0}", twin("pump-17").tagsJson());
    }

    @Test
    void identities_are_listed_by_prefix_page_by_page() {
        Stream.of("a-2", "a-10", "a-1", "A-1", "b-1").forEach(id -> put(identity(id, Twin.KEEP)));
        HubDirectory directory = connectors.directory("built-in").orElseThrow();

        assertEquals(List.of("A-1", "a-1", "a-10"), ids(await(directory.list(hub, "", "", 3))));
        assertEquals(List.of("a-2", "b-1"), ids(await(directory.list(hub, "", "a-10", 3))));
        assertEquals(List.of("a-1", "a-10"), ids(await(directory.list(hub, "a-1", "", 3))));
        assertEquals(List.of(), ids(await(directory.list(hub, "%", "", 3))));
        assertEquals(5, await(directory.count(hub, 100)));
        assertEquals(2, await(directory.count(hub, 2)));
    }

    private String failure(String twin) {
        HubIdentity identity = identity("pump-17", key(1), twin, Twin.KEEP);
        return await(connector().put(hub, List.of(identity))).get(0).failure();
    }

    private static List<String> ids(List<HubEntry> entries) {
        return entries.stream().map(HubEntry::deviceId).toList();
    }

    private Object[] device(String deviceId, String columns) throws SQLException {
        return row("select %s from hub_device where hub_id = '%s' and device_id = '%s'"
                .formatted(columns, hub.hubId(), deviceId));
    }

    private void change(String update) throws SQLException {
        try (Connection contoso = contoso()) {
            contoso.createStatement().execute(update + " where hub_id = '" + hub.hubId() + "'");
        }
    }

    private static Object[] row(String query) throws SQLException {
        try (Connection contoso = contoso()) {
            ResultSet found = contoso.createStatement().executeQuery(query);
            assertTrue(found.next(), query);
            Object[] values = new Object[found.getMetaData().getColumnCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = found.getObject(i + 1);
            }
            return values;
        }
    }

    private static Connection contoso() throws SQLException {
        Connection connection = Stack.application();
        connection.createStatement().execute("select set_config('slipway.account_id', '" + CONTOSO + "', false)");
        return connection;
    }
}
