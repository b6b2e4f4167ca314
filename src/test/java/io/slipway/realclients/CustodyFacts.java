package io.slipway.realclients;

import io.slipway.testing.Sql;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the database says of the devices of a scope, who holds them, and what is under way with them. */
final class CustodyFacts {
    /** A device as its row says, at one moment. */
    record Row(String id, int version, String holder, String hub, String status) {}

    private final String idScope;

    CustodyFacts(String idScope) {
        this.idScope = idScope;
    }

    List<Row> rows() {
        return Sql.deviceOf("northwind")
                .rows(
                        """
                        select registration_id, version, holder_id::text as holder, hub_host_name, status
                          from device
                          join scope_address using (scope_id)
                         where id_scope = ?
                         order by 1
                        """,
                        idScope)
                .stream()
                .map(row -> new Row(
                        (String) row.get("registration_id"),
                        (Integer) row.get("version"),
                        (String) row.get("holder"),
                        Objects.toString(row.get("hub_host_name"), ""),
                        (String) row.get("status")))
                .toList();
    }

    /** Devices in the hands of two lessees at once. */
    List<Map<String, Object>> heldTwice() {
        return Sql.as("northwind")
                .rows(
                        """
                        select registration_key
                          from lease_device
                          join scope_address using (scope_id)
                         where id_scope = ? and state in ('active', 'ending')
                         group by registration_key
                        having count(*) > 1
                        """,
                        idScope);
    }

    /** What is still under way. */
    List<Map<String, Object>> restless() {
        return Sql.deviceOf("northwind")
                .rows(
                        """
                        select part.registration_key, purpose, reassignment.state as whole, part.state, part.in_flight, part.reason
                             , part.failure, part.tries
                          from reassignment_device as part
                          join reassignment using (reassignment_id)
                          join scope_address on scope_address.scope_id = part.scope_id
                         where id_scope = ? and (part.in_flight or reassignment.state in ('scheduled', 'running', 'cancelling')
                           or purpose in ('leaseStart', 'leaseEnd') and part.state not in ('released', 'arrived'))
                         union all
                        select registration_key, 'lease', lease.state, lease_device.state, false, failure, null, 0
                          from lease_device join lease using (lease_id)
                          join scope_address on scope_address.scope_id = lease_device.scope_id
                         where id_scope = ? and lease_device.state in ('starting', 'ending')
                         union all
                        select registration_key, 'departure', hub_id::text, failure, false, due_at::text, null, tries
                          from departure join scope_address using (scope_id)
                         where id_scope = ?
                        """,
                        idScope,
                        idScope,
                        idScope);
    }

    boolean isQuiet() {
        Sql device = Sql.deviceOf("northwind");
        boolean moving = device.<Boolean>value(
                """
                select exists (select from reassignment join scope_address using (scope_id)
                                where id_scope = ? and state in ('scheduled', 'running', 'cancelling'))
                    or exists (select from lease_device join scope_address using (scope_id)
                                where id_scope = ? and state in ('starting', 'ending'))
                    or exists (select from departure join scope_address using (scope_id) where id_scope = ?)
                """,
                idScope,
                idScope,
                idScope);
        return !moving;
    }

    /** Devices that are not where the last reassignment that reached them sent them. */
    List<Map<String, Object>> elsewhere() {
        return Sql.deviceOf("northwind")
                .rows(
                        """
                        select device.registration_key, device.hub_id, last.to_hub_id
                          from device
                          join scope_address using (scope_id)
                          join lateral (select to_hub_id
                                          from reassignment_device as part
                                         where part.scope_id = device.scope_id
                                           and part.registration_key = device.registration_key
                                           and part.switched_at is not null
                                         order by part.switched_at desc
                                         limit 1) as last on true
                         where id_scope = ? and device.hub_id is distinct from last.to_hub_id
                        """,
                        idScope);
    }

    /** What is left undone; a plan may find its devices in other hands, but no handover may fail. */
    List<Map<String, Object>> undone() {
        return Sql.deviceOf("northwind")
                .rows(
                        """
                        select purpose, part.registration_key, part.reason, part.failure
                          from reassignment_device as part
                          join reassignment using (reassignment_id)
                          join scope_address on scope_address.scope_id = part.scope_id
                         where id_scope = ?
                           and part.state = 'failed'
                           and (purpose in ('leaseStart', 'leaseEnd') or part.reason is distinct from 'other-hands')
                         union all
                        select 'lease', registration_key, lease_device.state, failure
                          from lease_device
                          join scope_address using (scope_id)
                         where id_scope = ?
                           and failure is not null
                           and lease_device.state in ('starting', 'ending')
                         union all
                        select purpose, '', state, paused_because
                          from reassignment
                          join scope_address using (scope_id)
                         where id_scope = ?
                           and state not in ('planned', 'finished', 'cancelled')
                        """,
                        idScope,
                        idScope,
                        idScope);
    }

    /** Whether nothing is under way with the device, nor will be before somebody asks for it. */
    boolean isAtRest(String registrationId) {
        return Sql.deviceOf("northwind")
                .value(
                        """
                        select not exists (select
                                             from reassignment_device as part
                                             join reassignment using (reassignment_id)
                                             join scope_address on scope_address.scope_id = part.scope_id
                                            where id_scope = ?
                                              and registration_key = ?
                                              and (in_flight or reassignment.state not in ('planned', 'finished', 'cancelled')))
                           and not exists (select
                                             from lease_device
                                             join scope_address using (scope_id)
                                            where id_scope = ?
                                              and registration_key = ?
                                              and state in ('starting', 'ending'))
                        """,
                        idScope,
                        registrationId,
                        idScope,
                        registrationId);
    }

    /** What was done to each device's twin, in order and as the operator's trail tells it. */
    Map<String, List<String>> twinChanges() {
        return Sql.as("northwind")
                .rows(
                        """
                        select object_name
                             , case action
                                 when 'device.moved' then after ->> 'twin'
                                 when 'device.twinChanged' then 'twinChanged'
                                 else 'reset'
                               end as change
                          from event
                         where object_type = 'device'
                           and scope_id = (select scope_id from scope where id_scope = ?)
                           and action in ('device.moved', 'device.leased', 'device.returned', 'device.twinChanged')
                         order by event_id
                        """,
                        idScope)
                .stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row.get("object_name"),
                        Collectors.mapping(row -> (String) row.get("change"), Collectors.toList())));
    }

    /** How often what a company's trail is to tell of devices has happened, by the rows that row security shows it. */
    Map<String, Long> happened(String company) {
        String held = "select count(*) from lease_device where scope_id = ? and ";
        String moved =
                """
                select count(*)
                  from reassignment_device as part
                  join reassignment using (reassignment_id)
                 where part.scope_id = ?
                   and part.switched_at is not null
                   and purpose in ('move', 'undo')
                """;
        return new TreeMap<>(Map.of(
                "device.leased", count(company, held + "period is not null"),
                "device.returned", count(company, held + "state = 'ended'"),
                "device.moved", count(company, moved)));
    }

    /** How often it is told. */
    Map<String, Long> told(String company) {
        Map<String, Long> told = new TreeMap<>();
        for (String action : List.of("device.leased", "device.returned", "device.moved")) {
            told.put(
                    action,
                    count(
                            company,
                            "select count(*) from event where object_type = 'device' and scope_id = ? and action = '%s'"
                                    .formatted(action)));
        }
        return told;
    }

    private long count(String company, String sql) {
        UUID scope = Sql.as("northwind").value("select scope_id from scope where id_scope = ?", idScope);
        return Sql.as(company).value(sql, scope);
    }
}
