package io.slipway.registration;

import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class DepartureStore {
    private static final String ROWS =
            """
            json_to_recordset(cast(:rows as json)) as r ("scopeId" uuid, "registrationKey" text, "hubId" uuid, "deviceId" text)
            """;
    private final JsonValues json;

    DepartureStore(JsonValues json) {
        this.json = json;
    }

    /** What a hub was given as its link ended is owed without one. */
    void insert(AccountTx tx, Collection<Departure> departures, Instant due) {
        // language=SQL
        tx.update(
                        """
                        insert into departure (scope_id, registration_key, hub_id, linked_hub_id, device_id, account_id, due_at)
                        select "scopeId", "registrationKey", "hubId", hub_link.hub_id, "deviceId", :account, :due
                          from %s
                          left join hub_link
                            on hub_link.scope_id = r."scopeId"
                           and hub_link.hub_id = r."hubId"
                         order by "scopeId", "registrationKey", "hubId"
                        on conflict do nothing
                        """
                                .formatted(ROWS))
                .bind("account", tx.account())
                .bind("due", due)
                .bind("rows", json.of(departures))
                .execute();
    }

    /** Whoever has read one of these devices already finds it changed, and reads again what is owed. */
    void oneVersionOn(AccountTx tx, Collection<Departure> departures) {
        // language=SQL
        tx.update(
                        """
                        with concerned as materialized (
                          select device.scope_id
                               , device.registration_key
                            from device
                            join %s
                              on device.scope_id = r."scopeId"
                             and device.registration_key = r."registrationKey"
                           order by device.scope_id, device.registration_key
                             for no key update of device
                        )
                        update device
                           set version = version + 1
                          from concerned
                         where device.scope_id = concerned.scope_id
                           and device.registration_key = concerned.registration_key
                        """
                                .formatted(ROWS))
                .bind("rows", json.of(departures))
                .execute();
    }

    /** Those of a scope that are due and that no worker has in hand, put off by the doubled time of the last try. */
    List<Departure> due(AccountTx tx, UUID scope, Instant now, int limit) {
        // language=SQL
        return tx.query(
                        """
                        update departure
                           set tries = tries + 1
                             , due_at = cast(:now as timestamptz) + least(interval '5 minutes', interval '15 seconds' * power(2, least(tries, 5)))
                         where ctid = any (array (
                                 select ctid
                                   from departure
                                  where scope_id = :scope
                                    and due_at <= :now
                                    and (claimed_until is null or claimed_until < :now)
                                  order by due_at
                                  limit :limit
                                    for update skip locked))
                        returning scope_id, registration_key, hub_id, device_id
                        """)
                .bind("scope", scope)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(Departure.class)
                .list();
    }

    /** Those of them that are still owed and that no other worker has in hand: until then this one has. */
    List<Departure> claim(AccountTx tx, Collection<Departure> departures, Instant now, Instant until) {
        // language=SQL
        return tx.query(
                        """
                        update departure
                           set claimed_until = :until
                         where ctid = any (array (
                                 select departure.ctid
                                   from departure
                                   join %s
                                     on departure.scope_id = r."scopeId"
                                    and departure.registration_key = r."registrationKey"
                                    and departure.hub_id = r."hubId"
                                  where departure.claimed_until is null
                                     or departure.claimed_until < :now
                                  order by departure.scope_id, departure.registration_key
                                    for update of departure skip locked))
                        returning scope_id, registration_key, hub_id, device_id
                        """
                                .formatted(ROWS))
                .bind("rows", json.of(departures))
                .bind("now", now)
                .bind("until", until)
                .mapTo(Departure.class)
                .list();
    }

    /** Of one scope and hub, and of a worker that still has them. */
    void delete(AccountTx tx, List<Departure> departures, Instant until) {
        change(tx, "delete from departure", departures, until);
    }

    /** Likewise, for any worker to take once they are due. */
    void letGo(AccountTx tx, List<Departure> departures, Instant until) {
        change(tx, "update departure set claimed_until = null", departures, until);
    }

    // Without a join: the planner takes what is claimed for one row, and would go over all the rows for each that there
    // are.
    private static void change(AccountTx tx, String how, List<Departure> departures, Instant until) {
        if (departures.isEmpty()) {
            return;
        }
        // language=SQL
        tx.update(
                        """
                        %s
                         where scope_id = :scope
                           and hub_id = :hub
                           and registration_key = any (:keys)
                           and claimed_until = :until
                        """
                                .formatted(how))
                .bind("scope", departures.get(0).scopeId())
                .bind("hub", departures.get(0).hubId())
                .bind(
                        "keys",
                        departures.stream().map(Departure::registrationKey).toArray(String[]::new))
                .bind("until", until)
                .execute();
    }

    /** Whoever is asking the hub may have done so before it was written to: the claim goes on, and is nobody's. */
    void disown(AccountTx tx, Collection<Departure> departures) {
        // language=SQL
        tx.update(
                        """
                        update departure
                           set claimed_until = claimed_until + interval '1 microsecond'
                          from %s
                         where departure.scope_id = r."scopeId"
                           and departure.registration_key = r."registrationKey"
                           and departure.hub_id = r."hubId"
                           and departure.claimed_until is not null
                        """
                                .formatted(ROWS))
                .bind("rows", json.of(departures))
                .execute();
    }

    boolean isEmpty(AccountTx tx, UUID scope) {
        return !tx.query("select exists (select from departure where scope_id = :scope)")
                .bind("scope", scope)
                .mapTo(Boolean.class)
                .one();
    }
}
