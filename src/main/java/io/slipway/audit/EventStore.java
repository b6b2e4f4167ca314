package io.slipway.audit;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class EventStore {
    /** A row to insert, as the statement unpacks it. */
    private record Row(
            String actorKind,
            String actorId,
            String actorName,
            UUID actorAccount,
            String action,
            String objectType,
            String objectId,
            String objectName,
            UUID scope,
            Object before,
            Object after) {
        static Row of(Act act, Actor acting) {
            Actor actor = act.actor() == null ? acting : act.actor();
            return new Row(
                    actor.kind().name().toLowerCase(Locale.ROOT),
                    actor.id(),
                    actor.name(),
                    actor.account().value(),
                    act.action(),
                    act.objectType(),
                    act.objectId(),
                    act.objectName(),
                    act.scope(),
                    act.before(),
                    act.after());
        }
    }

    // language=SQL
    static final String SELECT =
            """
            select event.account_id as account
                 , event_id as id
                 , happened_at
                 , actor_kind
                 , actor_id
                 , actor_name
                 , actor_account_id as actor_account
                 , action
                 , object_type
                 , object_id
                 , object_name
                 , event.scope_id as scope
                 , scope_address.id_scope
                 , before
                 , after
                 , sequence
                 , hash
              from event
              left join scope_address on scope_address.scope_id = event.scope_id
            """;

    // language=SQL
    private static final Map<String, String> CONDITIONS = Map.of(
            "actorId", "actor_id = :actorId",
            "actorName", "actor_name = :actorName",
            "objectType", "object_type = :objectType",
            "objectId", "object_id = :objectId",
            "action", "action = :action",
            "scopeId", "event.scope_id = :scopeId",
            "idScope", "event.scope_id = (select scope_id from scope_address where id_scope = :idScope)",
            "begin", "happened_at >= :begin",
            "end", "happened_at < :end");

    private final JsonValues json;

    EventStore(JsonValues json) {
        this.json = json;
    }

    /** One statement for any number of acts, and no {@code returning}: the device plane may insert events, not read them. */
    void insert(AccountTx tx, AccountId trail, List<Act> acts) {
        // language=SQL
        tx.update(
                        """
                        insert into event (account_id, actor_kind, actor_id, actor_name, actor_account_id, action
                                         , object_type, object_id, object_name, scope_id, before, after)
                        select :account, "actorKind", "actorId", "actorName", "actorAccount", action
                             , "objectType", "objectId", "objectName", scope, before, after
                          from jsonb_to_recordset(cast(:acts as jsonb)) as act
                               ( "actorKind" text, "actorId" text, "actorName" text, "actorAccount" uuid, action text
                               , "objectType" text, "objectId" text, "objectName" text, scope uuid
                               , before jsonb, after jsonb)
                        """)
                .bind("account", trail)
                .bind(
                        "acts",
                        json.of(acts.stream()
                                .map(act -> Row.of(act, tx.actor()))
                                .toList()))
                .execute();
    }

    /** Newest first. */
    List<Event> find(AccountTx tx, EventFilter filter, EventCursor before, int limit) {
        Map<String, Object> values = new HashMap<>(Map.of("account", tx.account(), "limit", limit));
        StringBuilder sql = new StringBuilder(SELECT + " where event.account_id = :account");
        conditions(tx, filter).forEach((condition, value) -> {
            sql.append(" and ").append(CONDITIONS.get(condition));
            values.put(condition, value);
        });
        if (before != null) {
            sql.append(" and (happened_at, event_id) < (:beforeTime, :beforeId)");
            values.putAll(Map.of("beforeTime", before.happenedAt(), "beforeId", before.id()));
        }
        return tx.query(sql + " order by happened_at desc, event_id desc limit :limit")
                .bindMap(values)
                .mapTo(Event.class)
                .list();
    }

    /** One column or the other for the actor: an "or" over both would keep either index from giving the order. */
    private static Map<String, Object> conditions(AccountTx tx, EventFilter filter) {
        Map<String, Object> conditions = filter.conditions();
        if (filter.actor() != null) {
            conditions.put(isActorId(tx, filter.actor()) ? "actorId" : "actorName", filter.actor());
        }
        return conditions;
    }

    private static boolean isActorId(AccountTx tx, String actor) {
        return tx.query("select exists (select from event where account_id = :account and actor_id = :actor)")
                .bind("account", tx.account())
                .bind("actor", actor)
                .mapTo(Boolean.class)
                .one();
    }

    /** Every action in the trail, found by skipping along its index. */
    List<String> actions(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        with recursive known(action) as (
                          (select action from event where account_id = :account order by action limit 1)
                          union all
                          select (select event.action
                                    from event
                                   where account_id = :account
                                     and event.action > known.action
                                   order by event.action
                                   limit 1)
                            from known
                           where known.action is not null
                        )
                        select action from known where action is not null
                        """)
                .bind("account", tx.account())
                .mapTo(String.class)
                .list();
    }
}
