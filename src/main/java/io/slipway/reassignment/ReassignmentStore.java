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
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;

/** Reassignments as the people of an account see and change them. */
@ApplicationScoped
class ReassignmentStore {
    /** Which scope an ID scope names, and whose it is. */
    public record ScopePlace(ScopeId scopeId, AccountId accountId) {}

    private static final String SELECT = ProgressStore.SELECT.formatted("hub_face.name", "hub_face.host_name")
            + " left join hub_face on hub_face.hub_id = reassignment.target_hub_id ";

    // Left joins: the hub a device leaves may be another company's.
    // language=SQL
    private static final String DEVICES =
            """
            select part.registration_id
                 , part.wave
                 , part.state
                 , leaving.host_name as "from"
                 , target.host_name as "to"
                 , leaving.name as from_hub
                 , target.name as to_hub
                 , part.reason
                 , part.failure
                 , part.tries
                 , part.prepared_at
                 , part.switched_at
                 , part.released_at
                 , part.arrived_at
              from reassignment_device as part
              left join hub_face as leaving on leaving.hub_id = part.from_hub_id
              left join hub_face as target on target.hub_id = part.to_hub_id
             where part.reassignment_id = :id
            """;

    private final ObjectMapper json;

    ReassignmentStore(ObjectMapper json) {
        this.json = json;
    }

    List<Reassignment> page(AccountTx tx, Instant before, int limit) {
        return tx.query(SELECT
                        + " where :account in (reassignment.requester_id, reassignment.account_id)"
                        + " and (cast(:before as timestamptz) is null or reassignment.created_at < :before)"
                        + " order by reassignment.created_at desc limit :limit")
                .bind("account", tx.account())
                .bind("before", before)
                .bind("limit", limit + 1)
                .registerRowMapper(ConstructorMapper.factory(Reassignment.class))
                .mapTo(Reassignment.class)
                .list();
    }

    /** The account's own that are under way or paused, newest first, as many as a Home page shows. */
    List<Reassignment> unfinished(AccountTx tx) {
        return tx.query(SELECT
                        + " where reassignment.requester_id = :account and reassignment.state in ('running', 'paused')"
                        + " and reassignment.purpose in ('move', 'undo')"
                        + " order by reassignment.created_at desc limit 5")
                .bind("account", tx.account())
                .registerRowMapper(ConstructorMapper.factory(Reassignment.class))
                .mapTo(Reassignment.class)
                .list();
    }

    Reassignment get(AccountTx tx, ReassignmentId id) {
        return find(tx, id, "").orElseThrow(() -> Problem.notFound("reassignment"));
    }

    /** One that the acting account asked for, and which does not change until the transaction ends. */
    Reassignment own(AccountTx tx, ReassignmentId id) {
        return find(tx, id, " for update of reassignment")
                .filter(reassignment -> reassignment.requesterId().equals(tx.account()))
                .orElseThrow(() -> Problem.notFound("reassignment"));
    }

    private Optional<Reassignment> find(AccountTx tx, ReassignmentId id, String lock) {
        return tx.query(SELECT + " where reassignment.reassignment_id = :id" + lock)
                .bind("id", id)
                .registerRowMapper(ConstructorMapper.factory(Reassignment.class))
                .mapTo(Reassignment.class)
                .findOne();
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

    /** An operator may use every hub linked to its scope; a lessee its own and those lent to it. */
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

    void change(AccountTx tx, Reassignment reassignment, String state, Instant startsAt, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set state = :state
                             , starts_at = :startsAt
                             , paused_because = null
                             , finished_at = null
                             , updated_at = :now
                             , version = version + 1
                         where reassignment_id = :id
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("state", state)
                .bind("startsAt", startsAt)
                .bind("now", now)
                .execute();
    }

    void rollBack(AccountTx tx, Reassignment reassignment) {
        tx.update("update reassignment set rolls_back = true where reassignment_id = :id")
                .bind("id", reassignment.reassignmentId())
                .execute();
    }

    void approve(AccountTx tx, Reassignment reassignment, String approval) {
        tx.update("update reassignment set approval = :approval, version = version + 1 where reassignment_id = :id")
                .bind("id", reassignment.reassignmentId())
                .bind("approval", approval)
                .execute();
    }

    /** Failed devices are planned again; returns how many. */
    int retry(AccountTx tx, Reassignment reassignment, Instant now) {
        // language=SQL
        return tx.update(
                        """
                        update reassignment_device
                           set state = 'planned'
                             , in_flight = false
                             , reason = null
                             , failure = null
                             , due_at = :now
                             , wave = :wave
                         where reassignment_id = :id
                           and state = 'failed'
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("wave", reassignment.wave())
                .bind("now", now)
                .execute();
    }

    List<PlannedDevice> devices(AccountTx tx, ReassignmentId id, String state, String after, int limit) {
        return tx.query(DEVICES
                        + " and (cast(:state as text) is null or part.state = :state) and part.registration_key > :after"
                        + " order by part.registration_key limit :limit")
                .bind("id", id)
                .bind("state", state)
                .bind("after", after)
                .bind("limit", limit)
                .registerRowMapper(ConstructorMapper.factory(PlannedDevice.class))
                .mapTo(PlannedDevice.class)
                .list();
    }

    Map<String, Integer> counts(AccountTx tx, ReassignmentId id) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        breakdown(tx, id, "part.state").forEach(part -> counts.put(part.name(), part.devices()));
        return counts;
    }

    List<Breakdown> byHub(AccountTx tx, ReassignmentId id) {
        return breakdown(tx, id, "coalesce(hub_face.host_name, 'no hub')");
    }

    /** Why devices are not moved; the failures' sentences share a word. */
    List<Breakdown> byReason(AccountTx tx, ReassignmentId id) {
        return breakdown(tx, id, "part.reason").stream()
                .filter(part -> part.name() != null)
                .toList();
    }

    private static List<Breakdown> breakdown(AccountTx tx, ReassignmentId id, String by) {
        // language=SQL
        return tx.query(
                        """
                        select %s as name
                             , sum(part.devices) as devices
                          from reassignment_count as part
                          left join hub_face on hub_face.hub_id = part.from_hub_id
                         where part.reassignment_id = :id
                         group by 1
                        having sum(part.devices) <> 0
                         order by 2 desc, 1
                        """
                                .formatted(by))
                .bind("id", id)
                .registerRowMapper(ConstructorMapper.factory(Breakdown.class))
                .mapTo(Breakdown.class)
                .list();
    }

    /** Above how many devices the account wants a second person; null for never. */
    Integer approvalAbove(AccountTx tx) {
        return tx.query("select approval_above from account_setting where account_id = :account")
                .bind("account", tx.account())
                .mapTo(Integer.class)
                .findOne()
                .orElse(null);
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
