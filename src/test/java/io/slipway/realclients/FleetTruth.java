package io.slipway.realclients;

import io.slipway.testing.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the database says of a fleet, each question answered from one instant. */
final class FleetTruth {
    private final Sql sql;
    private final UUID scope;

    FleetTruth(Sql everything, String idScope) {
        this.sql = everything;
        this.scope = everything.value("select scope_id from scope where id_scope = ?", idScope);
    }

    /** What must never be, not even for an instant. */
    List<Map<String, Object>> wrongs() {
        return sql.rows(
                """
                select registration_id || ' is on a hub that does not know it' as wrong
                  from device
                 where scope_id = ?
                   and status = 'assigned'
                   and not exists (select
                                     from hub_device
                                    where hub_device.hub_id = device.hub_id
                                      and hub_device.device_id = device.device_id)
                 union all
                select device_id || ' is known by ' || count(*) || ' hubs'
                  from hub_device
                  join hub_link using (hub_id)
                 where scope_id = ?
                 group by device_id
                having count(*) > 2
                 union all
                select registration_key || ' is in the hands of ' || count(*) || ' lessees'
                  from lease_device
                 where scope_id = ? and state in ('active', 'ending')
                 group by registration_key
                having count(*) > 1
                 union all
                select device.registration_id || ' is held by another than its lessee'
                  from device
                  left join lease_device on lease_device.scope_id = device.scope_id
                    and lease_device.registration_key = device.registration_key
                    and lease_device.state in ('active', 'ending')
                 where device.scope_id = ?
                   and device.holder_id is distinct from coalesce(lease_device.lessee_id, device.account_id)
                 union all
                select 'devices of a link are counted wrongly by ' || sum(devices)
                  from (select hub_id, scope_id, lent_to, devices
                          from hub_device_count
                         where scope_id is not null
                         union all
                        select hub_id, scope_id, lent_to, -1 from device where hub_id is not null) as of_link
                 group by hub_id, scope_id, lent_to
                having sum(devices) <> 0
                 union all
                select 'devices on a hub are counted wrongly by ' || sum(devices)
                  from (select hub_id, devices
                          from hub_device_count
                         where scope_id is null
                         union all
                        select hub_id, -1 from device where hub_id is not null) as on_hub
                 group by hub_id
                having sum(devices) <> 0
                """,
                scope,
                scope,
                scope,
                scope);
    }

    /** What is still to be done. */
    List<Map<String, Object>> dues() {
        return sql.rows(
                """
                select 'reassignment ' || state as due, count(*)
                  from reassignment
                 where scope_id = ? and state in ('scheduled', 'running', 'paused', 'cancelling')
                 group by state
                 union all
                select 'device in flight, ' || state, count(*)
                  from reassignment_device
                 where scope_id = ? and in_flight
                 group by state
                 union all
                select 'leased device ' || state, count(*)
                  from lease_device
                 where scope_id = ? and state in ('starting', 'ending')
                 group by state
                 union all
                select 'departure', count(*)
                  from departure
                 where scope_id = ?
                having count(*) > 0
                 union all
                select 'device that did not arrive', count(*)
                  from reassignment_device
                  join reassignment using (reassignment_id)
                 where reassignment.scope_id = ?
                   and reassignment_device.state = 'released'
                   and switched_at < now() - absent_after * interval '1 minute'
                   and reassignment_device.reason is distinct from 'absent'
                having count(*) > 0
                 union all
                select 'step of a lease', count(*)
                  from work
                 where kind = 'lease' and due_at <= now()
                having count(*) > 0
                """,
                scope,
                scope,
                scope,
                scope,
                scope);
    }

    /** The company that has the device in hand. */
    String holder(String registrationId) {
        return sql.value(
                """
                select slug
                  from device
                  join account_address on account_address.account_id = device.holder_id
                 where scope_id = ? and registration_id = ?
                """,
                scope,
                registrationId);
    }

    /**
     * Has that done at once which was put off: after a while without an answer, or because others were at it. What somebody may
     * still be at stays as it is.
     */
    void hasten() {
        sql.update(
                """
                update departure
                   set due_at = now()
                 where scope_id = ?
                   and due_at > now()
                   and due_at - interval '15 seconds' * power(2, greatest(tries - 1, 0)) < now() - interval '4 seconds'
                """,
                scope);
        sql.update(
                """
                update reassignment_device
                   set due_at = now()
                 where scope_id = ? and in_flight and claimed_until is null and due_at > now()
                """,
                scope);
        sql.update(
                "update work set due_at = now() where kind in ('departure', 'lease', 'reassignment') and due_at > now()");
    }

    /** For devices that a reassignment has moved, once it has moved all; false before. */
    boolean letAnHourPass(String reassignment) {
        return sql.update(
                        """
                        with passing as (
                          update reassignment_device
                             set switched_at = switched_at - interval '61 minutes'
                           where reassignment_id = cast(? as uuid)
                             and state in ('released', 'arrived')
                             and not exists (select
                                               from reassignment_device as moving
                                              where moving.reassignment_id = reassignment_device.reassignment_id
                                                and moving.in_flight)
                          returning 1
                        )
                        update work
                           set due_at = now()
                         where kind = 'arrival'
                           and subject_id = cast(? as uuid)
                           and exists (select from passing)
                        """,
                        reassignment,
                        reassignment)
                > 0;
    }

    /** Holders and their devices write into the twins, each what {@link Twin#leftBy} says. */
    void leaveInTwins(int round) {
        sql.update(
                """
                update hub_device as kept
                   set tags = note
                     , desired = note
                     , desired_version = desired_version + 1
                     , reported = note
                     , reported_version = reported_version + 1
                  from (select hub_id
                             , device_id
                             , format('{"note":"%s %s %s"}', slug, cast(? as int), registration_id) as note
                          from device
                          join account_address on account_address.account_id = device.holder_id
                         where scope_id = ?) as noted
                 where kept.hub_id = noted.hub_id and kept.device_id = noted.device_id
                """,
                round, scope);
    }

    /** By registration ID. */
    Map<String, DeviceFate> fates() {
        Map<String, List<String>> stories = stories("northwind");
        Map<String, DeviceFate> fates = new HashMap<>();
        sql.rows(
                        """
                        select registration_id
                             , slug
                             , hub_host_name
                             , kept.tags
                             , kept.desired
                             , kept.reported
                          from device
                          join account_address on account_address.account_id = device.holder_id
                          join hub_device as kept using (hub_id, device_id)
                         where scope_id = ? and device.status = 'assigned'
                        """,
                        scope)
                .forEach(row -> fates.put(
                        (String) row.get("registration_id"),
                        new DeviceFate(
                                stories.getOrDefault(row.get("registration_id"), List.of()),
                                (String) row.get("slug"),
                                (String) row.get("hub_host_name"),
                                new Twin((String) row.get("tags"), (String) row.get("desired"), (String)
                                        row.get("reported")))));
        return fates;
    }

    /** As a company's audit trail tells them, by registration ID. */
    Map<String, List<String>> stories(String slug) {
        Map<String, List<String>> stories = new HashMap<>();
        sql.rows(
                        """
                        select object_name
                             , case action
                                 when 'device.moved' then 'moved to ' || (after ->> 'hub')
                                 when 'device.leased' then 'leased to ' || (after ->> 'holder')
                                 else 'returned by ' || (after ->> 'from')
                               end as told
                          from event
                         where account_id = cast(? as uuid)
                           and scope_id = ?
                           and action in ('device.moved', 'device.leased', 'device.returned')
                         order by event_id
                        """,
                        Sql.id(slug),
                        scope)
                .forEach(row -> stories.computeIfAbsent((String) row.get("object_name"), id -> new ArrayList<>())
                        .add((String) row.get("told")));
        return stories;
    }

    /** How many devices a hub knows, linked or not. */
    long knownBy(String hub) {
        return sql.value("select count(*) from hub_device join hub using (hub_id) where host_name = ?", hub);
    }

    /** The hubs that know each device, by device ID. */
    Map<String, List<String>> knowing() {
        Map<String, List<String>> knowing = new HashMap<>();
        sql.rows(
                        """
                        select device_id
                             , host_name
                          from hub_device
                          join hub using (hub_id)
                          join hub_link using (hub_id)
                         where scope_id = ?
                        """,
                        scope)
                .forEach(row -> knowing.computeIfAbsent((String) row.get("device_id"), id -> new ArrayList<>())
                        .add((String) row.get("host_name")));
        return knowing;
    }
}
