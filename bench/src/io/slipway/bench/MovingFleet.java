package io.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Devices of the demo's symmetric-key group on a built-in hub of their own, written as if they had registered. */
final class MovingFleet {
    private final Installation demo;
    private final Api api;
    private final String west;
    private final String east;

    MovingFleet(Installation demo, Api api, String mark) throws Exception {
        this.demo = demo;
        this.api = api;
        this.west = linkedHub("bench-w-" + mark);
        this.east = linkedHub("bench-e-" + mark);
    }

    String west() {
        return west;
    }

    String east() {
        return east;
    }

    void fill(int devices) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        demo.jdbcUrl(), "slipway_device", demo.devicePassword());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select set_config('slipway.account_id', (select account_id::text from scope_address where id_scope = '%s'), true)"
                            .formatted(demo.idScope()));
            statement.execute(
                    """
                    insert into device (scope_id, registration_key, account_id, holder_id, registration_id, attestation_type
                      , enrollment_group_id, status, hub_account_id, hub_id, hub_host_name, device_id, credential, version)
                    select hub_link.scope_id, id, hub_link.account_id, hub_link.account_id, id, 'symmetricKey'
                         , (select enrollment_group_id from enrollment_group where scope_id = hub_link.scope_id and attestation_type = 'symmetricKey' limit 1)
                         , 'assigned', hub.account_id, hub.hub_id, hub.host_name, id, repeat('c', 64), 1
                      from hub
                      join hub_link using (hub_id)
                      cross join lateral (select 'bench-move-' || lpad(n::text, 6, '0') as id from generate_series(0, %d) as n) as ids
                     where hub.host_name = '%s'
                    on conflict (scope_id, registration_key) do update
                      set hub_account_id = excluded.hub_account_id, hub_id = excluded.hub_id, hub_host_name = excluded.hub_host_name
                        , version = device.version + 1
                    """
                            .formatted(devices - 1, west));
            statement.execute(
                    """
                    insert into hub_device (hub_id, device_id, account_id, authentication, primary_key, secondary_key, tags, desired)
                    select hub.hub_id, id, hub.account_id, 'sas', decode(repeat('ab', 70), 'hex'), decode(repeat('cd', 70), 'hex')
                         , '{"fleet":"europe"}', '{"interval":30}'
                      from hub
                      cross join lateral (select 'bench-move-' || lpad(n::text, 6, '0') as id from generate_series(0, %d) as n) as ids
                     where hub.host_name = '%s'
                    on conflict do nothing
                    """
                            .formatted(devices - 1, west));
            connection.commit();
        }
        try (Connection owner = demo.database();
                Statement statement = owner.createStatement()) {
            statement.execute("analyze device, hub_device");
        }
    }

    private String linkedHub(String name) throws Exception {
        JsonNode hub = api.post("hubs", Map.of("name", name, "connector", "built-in"));
        String host = hub.path("hostName").asText();
        api.post("scopes/" + demo.idScope() + "/hubs", Map.of("hostName", host, "applyAllocationPolicy", false));
        return host;
    }
}
