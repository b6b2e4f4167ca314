package io.slipway.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The SQL that moving devices cannot do without, on copies of the very tables: identity and twin into the new hub, the device's
 * row, its event, its step twice, and the old identity gone; in the batches and transactions a reassignment uses.
 */
final class RawMoves implements AutoCloseable {
    private static final int BATCH = 500;
    private static final List<String> COPIED = List.of("device", "hub_device", "event", "reassignment_device");
    // language=SQL
    private static final List<List<String>> TRANSACTIONS = List.of(
            List.of(
                    """
                    insert into bench.hub_device (hub_id, device_id, account_id, authentication, primary_key, secondary_key, tags, desired)
                    select '00000000-0000-0000-0000-00000000000b', device_id, account_id, authentication, primary_key
                         , secondary_key, tags, desired
                      from bench.hub_device
                     where hub_id = '00000000-0000-0000-0000-00000000000a' and device_id between ? and ?
                    """),
            List.of(
                    """
                    update bench.device
                       set hub_id = '00000000-0000-0000-0000-00000000000b', hub_host_name = 'b.example.org', version = version + 1
                     where registration_key between ? and ?
                    """,
                    """
                    update bench.reassignment_device set state = 'switched', switched_at = now()
                     where registration_key between ? and ?
                    """,
                    """
                    insert into bench.event (account_id, event_id, actor_kind, actor_id, actor_name, actor_account_id, action
                      , object_type, object_id, object_name, before, after)
                    select account_id, nextval('bench.event_number'), 'person', 'p', 'A Person', account_id, 'device.moved'
                         , 'device', registration_key, registration_id, '{"hub": "a.example.org"}', '{"hub": "b.example.org"}'
                      from bench.device
                     where registration_key between ? and ?
                    """),
            List.of(
                    """
                    delete from bench.hub_device
                     where hub_id = '00000000-0000-0000-0000-00000000000a' and device_id between ? and ?
                    """),
            List.of(
                    """
                    update bench.reassignment_device set state = 'released', released_at = now()
                     where registration_key between ? and ?
                    """));

    private final Connection connection;
    private final int devices;

    RawMoves(Installation demo, int devices) throws SQLException {
        this.connection = demo.database();
        this.devices = devices;
        execute("drop schema if exists bench cascade");
        execute("create schema bench");
        for (String table : COPIED) {
            execute("create table bench.%1$s (like public.%1$s including defaults including indexes)".formatted(table));
        }
        execute("create sequence bench.event_number");
        fill();
    }

    /** Devices a second. */
    double run() throws SQLException {
        connection.setAutoCommit(false);
        long begin = System.nanoTime();
        for (int i = 0; i < devices; i += BATCH) {
            for (List<String> transaction : TRANSACTIONS) {
                for (String sql : transaction) {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        for (int p = 1; p <= statement.getParameterMetaData().getParameterCount(); p += 2) {
                            statement.setString(p, name(i));
                            statement.setString(p + 1, name(Math.min(i + BATCH, devices) - 1));
                        }
                        statement.execute();
                    }
                }
                connection.commit();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        connection.setAutoCommit(true);
        return devices / seconds;
    }

    static String name(int number) {
        return "bench-move-%06d".formatted(number);
    }

    private void fill() throws SQLException {
        String all = "from generate_series(0, %d) as n".formatted(devices - 1);
        String account = "'00000000-0000-0000-0000-000000000001'::uuid";
        execute("""
                insert into bench.device (scope_id, registration_key, account_id, holder_id, registration_id, attestation_type
                  , status, hub_id, hub_host_name, device_id, credential)
                select %1$s, 'bench-move-' || lpad(n::text, 6, '0'), %1$s, %1$s, 'bench-move-' || lpad(n::text, 6, '0')
                     , 'symmetricKey', 'assigned', '00000000-0000-0000-0000-00000000000a', 'a.example.org'
                     , 'bench-move-' || lpad(n::text, 6, '0'), repeat('c', 64) %2$s
                """.formatted(account, all));
        execute("""
                insert into bench.hub_device (hub_id, device_id, account_id, authentication, primary_key, secondary_key, tags, desired)
                select '00000000-0000-0000-0000-00000000000a', 'bench-move-' || lpad(n::text, 6, '0'), %1$s, 'sas'
                     , decode(repeat('ab', 70), 'hex'), decode(repeat('cd', 70), 'hex'), '{"fleet":"europe"}', '{"interval":30}' %2$s
                """.formatted(account, all));
        execute("""
                insert into bench.reassignment_device (reassignment_id, scope_id, registration_key, registration_id, account_id
                  , requester_id, in_flight)
                select %1$s, %1$s, 'bench-move-' || lpad(n::text, 6, '0'), 'bench-move-' || lpad(n::text, 6, '0'), %1$s, %1$s, true %2$s
                """.formatted(account, all));
        execute("analyze bench.device, bench.hub_device, bench.reassignment_device");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("drop schema bench cascade");
        connection.close();
    }
}
