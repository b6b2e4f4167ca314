package io.slipway.reassignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.ScopeId;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;

/** What can be reassigned where, and plans of it. */
@ApplicationScoped
class PlanStore {
    /** Which scope an ID scope names, and whose it is. */
    public record ScopePlace(ScopeId scopeId, AccountId accountId) {}

    private final ObjectMapper json;

    PlanStore(ObjectMapper json) {
        this.json = json;
    }

    /** A scope in which the acting account may reassign: its own, or one it holds devices of with that right. */
    ScopePlace scope(AccountTx tx, IdScope idScope) {
        // language=SQL
        return tx.query(
                        """
                        select scope_id
                             , account_id
                          from scope_address
                         where id_scope = :idScope
                           and (account_id = :account
                             or exists (select
                                          from lease
                                         where lease.scope_id = scope_address.scope_id
                                           and lease.lessee_id = :account
                                           and lease.state in ('active', 'ending')
                                           and 'reassign' = any(lease.rights)))
                        """)
                .bind("idScope", idScope.value())
                .bind("account", tx.account())
                .registerRowMapper(ConstructorMapper.factory(ScopePlace.class))
                .mapTo(ScopePlace.class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("scope"));
    }

    /** Every scope the acting account may reassign in. */
    List<String> scopes(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        select id_scope
                          from scope_address
                         where account_id = :account
                         union
                        select id_scope
                          from lease
                          join scope_address using (scope_id)
                         where lease.lessee_id = :account
                           and lease.state in ('active', 'ending')
                           and 'reassign' = any(lease.rights)
                         order by 1
                        """)
                .bind("account", tx.account())
                .mapTo(String.class)
                .list();
    }

    /** Leases by which the acting account holds devices of the scope. */
    List<Choice> leases(AccountTx tx, ScopePlace scope) {
        // language=SQL
        return tx.query(
                        """
                        select lease.lease_id
                             , lease.reference
                          from lease
                         where lease.scope_id = :scope
                           and lease.lessee_id = :account
                           and lease.state in ('active', 'ending')
                         order by lease.reference
                        """)
                .bind("account", tx.account())
                .bind("scope", scope.scopeId())
                .map((row, context) -> Choice.of(row.getString("lease_id"), row.getString("reference")))
                .list();
    }

    /** An operator may use every hub linked to its scope; a lessee its own and those lent to it. */
    List<Target> targets(AccountTx tx, ScopePlace scope) {
        // language=SQL
        return tx.query(
                        """
                        select hub_face.hub_id
                             , hub_face.account_id
                             , hub_face.name
                             , hub_face.host_name
                             , hub_face.health
                             , hub_face.capacity
                             , account.name as owner
                             , hub_link.ending_since is not null as ending
                          from hub_link
                          join hub_face using (hub_id)
                          left join account on account.account_id = hub_face.account_id and account.account_id <> :account
                         where hub_link.scope_id = :scope
                           and (hub_link.account_id = :account
                             or hub_face.account_id = :account
                             or exists (select
                                          from hub_loan
                                         where hub_loan.hub_id = hub_face.hub_id
                                           and hub_loan.borrower_id = :account
                                           and hub_loan.ended_at is null))
                         order by hub_face.host_name
                        """)
                .bind("account", tx.account())
                .bind("scope", scope.scopeId())
                .registerRowMapper(ConstructorMapper.factory(Target.class))
                .mapTo(Target.class)
                .list();
    }

    /** Devices that the acting account sees there. */
    int onHub(AccountTx tx, UUID hub) {
        return tx.query("select count(*) from device where hub_id = :hub")
                .bind("hub", hub)
                .mapTo(Integer.class)
                .one();
    }

    void insert(
            AccountTx tx,
            UUID id,
            ScopePlace scope,
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
    void plan(AccountTx tx, UUID id, ScopePlace scope, Target target, Selection selection) {
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
                          cross join lateral (select case
                              when device.lease_id is not null and not 'reassign' = any(lease.rights) then 'no-right'
                              when device.disabled_by is not null then 'disabled'
                              when device.hub_id is null then 'no-hub'
                              when device.hub_id = :target then 'already-there'
                              when exists (select
                                             from reassignment_device as other
                                            where other.scope_id = device.scope_id
                                              and other.registration_key = device.registration_key
                                              and other.in_flight) then 'being-reassigned'
                            end as reason) as judged
                         where device.scope_id = :scope
                           and device.holder_id = :account
                           and %s
                        """
                                .formatted(condition(selection)))
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("id", id)
                .bind("account", tx.account())
                .bind("target", target.hubId())
                .bind("scope", scope.scopeId())
                .bindMap(values(selection))
                .execute();
    }

    /** Those of the selection that are in another company's hands, and how many there are to be seen at all. */
    Map<String, Integer> leftOut(AccountTx tx, ScopePlace scope, Selection selection) {
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
                .bind("leftOut", written(leftOut))
                .execute();
    }

    private static String condition(Selection selection) {
        if (selection.isList()) {
            return "device.registration_key = any(cast(:keys as text[]))";
        }
        StringBuilder condition = new StringBuilder("true");
        if (selection.search() != null) {
            condition.append(
                    " and device.registration_key >= :search and device.registration_key < :search || U&'\\+10FFFF'");
        }
        if (selection.group() != null) {
            condition.append(
                    " and device.enrollment_group_id in (select enrollment_group_id from enrollment_group where group_key = lower(:group))");
        }
        if (selection.hub() != null) {
            condition.append(" and device.hub_host_name = :hub");
        }
        if (selection.lease() != null) {
            condition.append(" and device.lease_id = :lease");
        }
        if (selection.status() != null) {
            condition.append(" and device.status = :status");
        }
        return condition.toString();
    }

    private static Map<String, Object> values(Selection selection) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("keys", selection.keys().toArray(String[]::new));
        values.put("search", selection.search());
        values.put("group", selection.group());
        values.put("hub", selection.hub());
        values.put("lease", selection.leaseId());
        values.put("status", selection.status());
        return values;
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts are plain", e);
        }
    }
}
