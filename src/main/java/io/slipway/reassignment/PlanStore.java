package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatements;

/** Plans of reassignments. */
@ApplicationScoped
class PlanStore {
    /** Why a device in the acting account's hands cannot be moved to the target; null if it can. */
    // language=SQL
    static final String WHY_NOT =
            """
            case
              when device.lease_id is not null and not 'reassign' = any(lease.rights) then 'no-right'
              when device.disabled_by is not null then 'disabled'
              when device.hub_id is null then 'no-hub'
              when device.hub_id = :target then 'already-there'
              when exists (select
                             from reassignment_device as other
                            where other.scope_id = device.scope_id
                              and other.registration_key = device.registration_key
                              and other.in_flight) then 'being-reassigned'
            end
            """;

    private final JsonValues json;

    PlanStore(JsonValues json) {
        this.json = json;
    }

    void insert(
            AccountTx tx,
            UUID id,
            TargetStore.ScopePlace scope,
            Target target,
            ReassignmentDetails details,
            String askedBy,
            Instant now) {
        // language=SQL
        tx.update(
                        """
                        insert into reassignment (reassignment_id, account_id, requester_id, scope_id, target_hub_id, twins
                          , starts_at, pause_above, absent_after, absent_action, reason, asked_by, created_at, updated_at)
                        values (:id, :operator, :account, :scope, :target, :twins
                          , :startsAt, :pauseAbove, :absentAfter, :absentAction, :reason, cast(:askedBy as jsonb), :now, :now)
                        """)
                .bind("id", id)
                .bind("operator", scope.accountId())
                .bind("account", tx.account())
                .bind("scope", scope.scopeId())
                .bind("target", target.hubId())
                .bind("twins", details.twins())
                .bind("startsAt", details.startsAt())
                .bind("pauseAbove", details.pauseAbove())
                .bind("absentAfter", details.absentAfter())
                .bind("absentAction", details.absentAction())
                .bind("reason", details.reason())
                .bind("askedBy", askedBy)
                .bind("now", now)
                .execute();
    }

    /** Plans for every device of the selection that is in the acting account's hands; those that cannot move are skipped. */
    void plan(AccountTx tx, UUID id, TargetStore.ScopePlace scope, Target target, Selection selection) {
        // language=SQL
        tx.update(
                        """
                        insert into reassignment_device (reassignment_id, scope_id, registration_key, registration_id, account_id
                          , requester_id, state, from_hub_id, from_device_id, to_hub_id, reason)
                        select :id
                             , device.scope_id
                             , device.registration_key
                             , device.registration_id
                             , device.account_id
                             , :account
                             , case when judged.reason is null then 'planned' else 'skipped' end
                             , device.hub_id
                             , device.device_id
                             , :target
                             , judged.reason
                          from device
                          left join lease on lease.lease_id = device.lease_id
                          cross join lateral (select %s as reason) as judged
                         where device.scope_id = :scope
                           and device.holder_id = :account
                           and %s
                        """
                                .formatted(WHY_NOT, condition(selection)))
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("id", id)
                .bind("account", tx.account())
                .bind("target", target.hubId())
                .bind("scope", scope.scopeId())
                .bindMap(values(selection))
                .execute();
    }

    /** Those of the selection that are in another company's hands, and how many there are to be seen at all. */
    Map<String, Integer> leftOut(AccountTx tx, TargetStore.ScopePlace scope, Selection selection) {
        // language=SQL
        return tx.query(
                        """
                        select count(*) filter (where holder_id <> :account) as elsewhere
                             , count(*) as seen
                          from device
                         where scope_id = :scope
                           and %s
                        """
                                .formatted(condition(selection)))
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("account", tx.account())
                .bind("scope", scope.scopeId())
                .bindMap(values(selection))
                .map((row, context) -> {
                    Map<String, Integer> leftOut = new LinkedHashMap<>();
                    int elsewhere = row.getInt("elsewhere");
                    int unknown =
                            selection.isList() ? selection.registrationIds().size() - row.getInt("seen") : 0;
                    if (elsewhere > 0) {
                        leftOut.put("other-hands", elsewhere);
                    }
                    if (unknown > 0) {
                        leftOut.put("unknown", unknown);
                    }
                    return leftOut;
                })
                .one();
    }

    /** Numbers the waves and keeps how many devices there are. */
    void arrange(AccountTx tx, UUID id, Integer waveSize, Map<String, Integer> leftOut) {
        if (waveSize != null) {
            // language=SQL
            tx.update(
                            """
                            update reassignment_device as part
                               set wave = numbered.wave
                              from (select registration_key
                                         , 1 + (row_number() over (order by registration_key) - 1) / :size as wave
                                      from reassignment_device
                                     where reassignment_id = :id
                                       and state = 'planned') as numbered
                             where part.reassignment_id = :id
                               and part.registration_key = numbered.registration_key
                               and numbered.wave > 1
                            """)
                    .bind("id", id)
                    .bind("size", waveSize)
                    .execute();
        }
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set devices = (select count(*) from reassignment_device as part where part.reassignment_id = :id)
                             , wave_size = :size
                             , left_out = cast(:leftOut as jsonb)
                         where reassignment_id = :id
                        """)
                .bind("id", id)
                .bind("size", waveSize)
                .bind("leftOut", json.of(leftOut))
                .execute();
    }

    private static String condition(Selection selection) {
        return selection.isList()
                ? "device.registration_key = any(cast(:keys as text[]))"
                : "true" + selection.conditions().sql();
    }

    private static Map<String, Object> values(Selection selection) {
        Map<String, Object> values = new LinkedHashMap<>(selection.conditions().values());
        if (selection.isList()) {
            values.put("keys", selection.keys().toArray(String[]::new));
        }
        return values;
    }
}
