package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is written as devices change their hub, in the device plane's transactions; each statement takes a whole batch. */
@ApplicationScoped
class SwitchingStore {
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

    private final JsonValues json;

    SwitchingStore(JsonValues json) {
        this.json = json;
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

    private static Map<String, Object> place(String key, Map<String, UUID> from, Map<String, UUID> to) {
        Map<String, Object> place = new HashMap<>();
        place.put("key", key);
        place.put("from", from.get(key));
        place.put("to", to.get(key));
        return place;
    }
}
