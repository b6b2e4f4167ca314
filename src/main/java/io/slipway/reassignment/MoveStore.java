package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What workers have in hand, in the device plane's transactions; each statement takes a whole batch. */
@ApplicationScoped
class MoveStore {
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
        tx.readInOrder();
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
                        returning part.registration_key, part.registration_id, part.state, part.from_hub_id
                                , part.from_device_id, part.to_hub_id, part.tries, part.put_at is not null as put
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
                           and state in ('planned', 'prepared')
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

    /** The links of these hubs stay from now on. */
    void noteTargets(AccountTx tx, Reassignment reassignment, Collection<UUID> hubs) {
        // language=SQL
        tx.update(
                        """
                        insert into reassignment_target (reassignment_id, hub_id, scope_id, account_id)
                        select :id, hub_id, :scope, :account
                          from unnest(cast(:hubs as uuid[])) as hub_id
                         order by hub_id
                        on conflict do nothing
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("scope", reassignment.scopeId())
                .bind("account", tx.account())
                .bindArray("hubs", UUID.class, hubs)
                .execute();
    }

    /** The state now, kept from changing until the transaction ends. */
    String lockedState(AccountTx tx, UUID reassignment) {
        return tx.query("select state from reassignment where reassignment_id = :id for share")
                .bind("id", reassignment)
                .mapTo(String.class)
                .one();
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

    /**
     * Devices whose old hub has forgotten them, or has been away for so long that they do not wait for it any more: the
     * departure stays, and goes on until the hub has done its part. Departures are hashed and not looked up one by one: the
     * table is empty most of the time, and PostgreSQL plans as if it always were.
     */
    int release(AccountTx tx, UUID reassignment, Instant now) {
        // language=SQL
        return tx.update(
                        """
                        with owed as materialized (
                          select registration_key, hub_id, tries
                            from departure
                           where scope_id = (select scope_id from reassignment where reassignment_id = :id)
                        )
                        update reassignment_device
                           set state = 'released'
                             , in_flight = false
                             , released_at = :now
                             , reason = case when (registration_key, from_hub_id) in (select registration_key, hub_id from owed)
                                 then 'still-known' end
                             , failure = case when (registration_key, from_hub_id) in (select registration_key, hub_id from owed)
                                 then :still end
                         where reassignment_id = :id
                           and state = 'switched'
                           and ((registration_key, from_hub_id) in (select registration_key, hub_id from owed where tries < :tries))
                               is not true
                        """)
                .bind("id", reassignment)
                .bind("still", STILL_KNOWN)
                .bind("tries", DEPARTURE_TRIES)
                .bind("now", now)
                .execute();
    }
}
