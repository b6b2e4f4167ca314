package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The steps of devices, in the device plane's transactions; each statement takes a whole batch. */
@ApplicationScoped
class MoveStore {
    /** A device row to be written, as the statement unpacks it; {@code version} is the one it was judged by. */
    record Switched(
            String registrationKey,
            int version,
            String status,
            String substatus,
            UUID hubAccountId,
            UUID hubId,
            String hubHostName,
            String deviceId,
            String credential,
            UUID holderId,
            UUID leaseId,
            boolean pinned,
            UUID disabledBy,
            String disabledReason) {}

    /** About four minutes, as {@link io.slipway.registration.Departures} doubles its pauses. */
    private static final int DEPARTURE_TRIES = 4;

    private static final String STILL_KNOWN =
            "It works with its new hub. The old one is away and knows it still; Slipway goes on asking it to forget the device.";

    private final JsonValues json;

    MoveStore(JsonValues json) {
        this.json = json;
    }

    /** Parts that wait for a worker, put aside until then so that no other takes them. */
    List<Part> claim(AccountTx tx, Reassignment reassignment, Instant now, Instant until, int limit) {
        // language=SQL
        return tx.query(
                        """
                        with waiting as materialized (
                          select registration_key
                            from reassignment_device
                           where reassignment_id = :id
                             and in_flight
                             and state in ('planned', 'prepared')
                             and wave <= :wave
                             and due_at <= :now
                             and (claimed_until is null or claimed_until < :now)
                           order by registration_key
                           limit :limit
                             for update skip locked
                        )
                        update reassignment_device as part
                           set claimed_until = :until
                             , tries = tries + 1
                          from waiting
                         where part.reassignment_id = :id
                           and part.registration_key = waiting.registration_key
                        returning part.registration_key, part.registration_id, part.state, part.from_hub_id, part.to_hub_id
                                , part.tries, part.put_at is not null as put
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("wave", reassignment.wave())
                .bind("now", now)
                .bind("until", until)
                .bind("limit", limit)
                .mapTo(Part.class)
                .list();
    }

    /**
     * Before identities are sent to their targets: from now on these may know the devices, even if nobody comes back to say so.
     * Returns the keys of those that the worker still has.
     */
    Set<String> sending(AccountTx tx, UUID reassignment, Collection<String> keys, Instant until, Instant now) {
        // language=SQL
        return tx
                .query(
                        """
                        update reassignment_device
                           set put_at = coalesce(put_at, :now)
                         where reassignment_id = :id
                           and registration_key = any(:keys)
                           and claimed_until = :until
                        returning registration_key
                        """)
                .bind("id", reassignment)
                .bind("until", until)
                .bind("now", now)
                .bindArray("keys", String.class, keys)
                .mapTo(String.class)
                .stream()
                .collect(Collectors.toSet());
    }

    /** The state now, kept from changing until the transaction ends. */
    String lockedState(AccountTx tx, UUID reassignment) {
        return tx.query("select state from reassignment where reassignment_id = :id for share")
                .bind("id", reassignment)
                .mapTo(String.class)
                .one();
    }

    /** Writes the device rows that are still as they were judged; returns their keys. */
    Set<String> write(AccountTx tx, UUID scope, Collection<Switched> devices, Instant now) {
        // language=SQL
        return tx
                .query(
                        """
                        update device
                           set status = r.status
                             , substatus = r.substatus
                             , hub_account_id = r."hubAccountId"
                             , hub_id = r."hubId"
                             , hub_host_name = r."hubHostName"
                             , device_id = r."deviceId"
                             , credential = r.credential
                             , error_code = null
                             , error_message = null
                             , holder_id = r."holderId"
                             , lease_id = r."leaseId"
                             , pinned = r.pinned
                             , awaited = r.status = 'assigned'
                             , disabled_by = r."disabledBy"
                             , disabled_reason = r."disabledReason"
                             , version = device.version + 1
                             , assigned_at = :now
                             , updated_at = :now
                          from json_to_recordset(cast(:rows as json)) as r ("registrationKey" text, version int, status text
                             , substatus text, "hubAccountId" uuid, "hubId" uuid, "hubHostName" text, "deviceId" text
                             , credential text, "holderId" uuid, "leaseId" uuid, pinned boolean, "disabledBy" uuid
                             , "disabledReason" text)
                         where device.scope_id = :scope
                           and device.registration_key = r."registrationKey"
                           and device.version = r.version
                        returning device.registration_key
                        """)
                .bind("scope", scope)
                .bind("now", now)
                .bind("rows", json.of(devices))
                .mapTo(String.class)
                .stream()
                .collect(Collectors.toSet());
    }

    /** @param state {@code prepared}, {@code switched} or {@code released}: this step and those before it are done */
    void reached(AccountTx tx, UUID reassignment, Collection<String> keys, String state, Instant now) {
        if (keys.isEmpty()) {
            return;
        }
        // language=SQL
        tx.update(
                        """
                        update reassignment_device
                           set state = :state
                             , in_flight = :state <> 'released'
                             , claimed_until = null
                             , failure = null
                             , reason = null
                             , tries = 0
                             , prepared_at = coalesce(prepared_at, :now)
                             , switched_at = case when :state <> 'prepared' then coalesce(switched_at, :now) end
                             , released_at = case when :state = 'released' then coalesce(released_at, :now) end
                         where reassignment_id = :id
                           and registration_key = any(:keys)
                        """)
                .bind("id", reassignment)
                .bind("state", state)
                .bind("now", now)
                .bindArray("keys", String.class, keys)
                .execute();
    }

    void keepTargets(AccountTx tx, UUID reassignment, Map<String, UUID> targets) {
        if (targets.isEmpty()) {
            return;
        }
        // language=SQL
        tx.update(
                        """
                        update reassignment_device
                           set to_hub_id = r.target
                             , put_at = null
                          from unnest(cast(:keys as text[]), cast(:targets as uuid[])) as r (key, target)
                         where reassignment_id = :id
                           and registration_key = r.key
                        """)
                .bind("id", reassignment)
                .bindArray("keys", String.class, targets.keySet())
                .bindArray("targets", UUID.class, targets.values())
                .execute();
    }

    /** Where each device really was, and where it went. */
    void keepPlaces(AccountTx tx, UUID reassignment, Map<String, UUID> from, Map<String, UUID> to) {
        if (from.isEmpty()) {
            return;
        }
        // language=SQL
        tx.update(
                        """
                        update reassignment_device
                           set from_hub_id = r."from"
                             , to_hub_id = r."to"
                          from json_to_recordset(cast(:rows as json)) as r ("key" text, "from" uuid, "to" uuid)
                         where reassignment_id = :id
                           and registration_key = r."key"
                        """)
                .bind("id", reassignment)
                .bind(
                        "rows",
                        json.of(from.keySet().stream()
                                .map(key -> place(key, from, to))
                                .toList()))
                .execute();
    }

    void stop(AccountTx tx, UUID reassignment, Collection<Stop> stops) {
        if (stops.isEmpty()) {
            return;
        }
        // language=SQL
        tx.update(
                        """
                        update reassignment_device
                           set state = r.state
                             , in_flight = r.due is not null
                             , claimed_until = null
                             , put_at = case when r.due is not null then put_at end
                             , reason = r.reason
                             , failure = r.failure
                             , due_at = coalesce(r.due, due_at)
                          from json_to_recordset(cast(:rows as json)) as r ("registrationKey" text, state text, reason text
                             , failure text, due timestamptz)
                         where reassignment_id = :id
                           and registration_key = r."registrationKey"
                        """)
                .bind("id", reassignment)
                .bind("rows", json.of(stops))
                .execute();
    }

    /** Parts whose device changed under them: judged anew at once, and this try does not count. */
    void again(AccountTx tx, UUID reassignment, Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        // language=SQL
        tx.update(
                        """
                        update reassignment_device
                           set claimed_until = null
                             , tries = greatest(tries - 1, 1)
                         where reassignment_id = :id
                           and registration_key = any(:keys)
                        """)
                .bind("id", reassignment)
                .bindArray("keys", String.class, keys)
                .execute();
    }

    /**
     * Devices whose old hub has forgotten them, or has been away for so long that they do not wait for it any more: the
     * departure stays, and goes on until the hub has done its part.
     */
    int release(AccountTx tx, UUID reassignment, Instant now) {
        // language=SQL
        return tx.update(
                        """
                        update reassignment_device as part
                           set state = 'released'
                             , in_flight = false
                             , released_at = :now
                             , (reason, failure) = (select case when count(*) > 0 then 'still-known' end
                                                         , case when count(*) > 0 then :still end
                                                      from departure
                                                     where departure.scope_id = part.scope_id
                                                       and departure.registration_key = part.registration_key
                                                       and departure.hub_id = part.from_hub_id)
                         where reassignment_id = :id
                           and state = 'switched'
                           and (select count(*)
                                  from departure
                                 where departure.scope_id = part.scope_id
                                   and departure.registration_key = part.registration_key
                                   and departure.hub_id = part.from_hub_id
                                   and departure.tries < :tries) = 0
                        """)
                .bind("id", reassignment)
                .bind("still", STILL_KNOWN)
                .bind("tries", DEPARTURE_TRIES)
                .bind("now", now)
                .execute();
    }

    private static Map<String, Object> place(String key, Map<String, UUID> from, Map<String, UUID> to) {
        Map<String, Object> place = new HashMap<>();
        place.put("key", key);
        place.put("from", from.get(key));
        place.put("to", to.get(key));
        return place;
    }
}
