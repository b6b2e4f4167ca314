package io.slipway.lease;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

@ApplicationScoped
class LeaseStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Lease, UUID> {}

    // Which leases they are is found first: joined before that, all of an account's would be.
    // Left joins: a lessee sees neither the scope nor the lessor's hubs.
    // language=SQL
    private static final String FACTS =
            """
            with listed as materialized (select * from lease %%1$s order by %%2$s limit :limit)
            select lease.lease_id as id
                 , lease.reference
                 , lease.state
                 , scope_address.id_scope
                 , scope.name as scope_name
                 , lessor.slug as lessor
                 , lessor.name as lessor_name
                 , lessee.slug as lessee
                 , lessee.name as lessee_name
                 , operator.slug as operator
                 , operator.name as operator_name
                 , lease.upper_lease_id as upper_lease
                 , lease.depth
                 , lease.rights
                 , lease.starts_at
                 , lease.ends_at
                 , lease.notice_days
                 , lease.offer_expires_at
                 , lease.end_action
                 , return_hub.host_name as return_hub
                 , default_hub.host_name as default_hub
                 , lease.note
                 , lease.answer_note
                 , lease.ending_reason
                 , lease.recalled_at
                 , lease.terminates_at
                 , lease.upper_ends_at
                 , lease.version
                 , lease.proposed_at
                 , lease.answered_at
                 , lease.started_at
                 , lease.ended_at
                 , lease.account_id = :account as given
                 , lease.lessee_id = :account as received
                 , lease.account_id <> :account or lease.end_action = 'disable' or %s as has_way_back
                 , (select count(*)
                      from (select
                              from lease_device
                             where lease_device.lease_id = lease.lease_id
                               and lease_device.state in ('starting', 'active', 'ending')
                             limit 10001) as counted) as held
                 , (select count(*)
                      from (select
                              from lease_device
                             where lease_device.lease_id = lease.lease_id and lease_device.state = 'proposed'
                             limit 10001) as counted) as offered
                 , (select min(lease_device.leaves_at)
                      from lease_device
                     where lease_device.lease_id = lease.lease_id
                       and lease_device.state in ('starting', 'active')
                       and lease_device.leaves_at is not null) as leaves_first_at
                 , lease.state = 'ending' and lease.end_action = 'keep'
                   and exists (select
                                 from lease_device
                                where lease_device.lease_id = lease.lease_id
                                  and lease_device.state in ('active', 'ending')
                                  and lease_device.collected_at is null) as kept
              from listed as lease
              left join scope_address on scope_address.scope_id = lease.scope_id
              left join scope on scope.scope_id = lease.scope_id
              left join account as lessor on lessor.account_id = lease.account_id
              left join account as lessee on lessee.account_id = lease.lessee_id
              left join account as operator on operator.account_id = lease.operator_id
              left join hub_face as return_hub on return_hub.hub_id = lease.return_hub_id
              left join hub_face as default_hub on default_hub.hub_id = lease.default_hub_id
             order by %%2$s
            """
                    .formatted(LeaseHubStore.WAY_BACK.formatted(
                            "lease.scope_id", "lease.account_id", "lease.return_hub_id"));

    private final Rows rows;

    LeaseStore(Rows rows) {
        this.rows = rows;
    }

    List<LeaseFacts> page(AccountTx tx, LeaseFilter filter) {
        String order = "lease.proposed_at desc, lease.lease_id desc";
        String sides = filter.sides().stream()
                .map(side -> "(select lease_id from lease where " + side + filter.condition() + " order by " + order
                        + " limit :limit)")
                .collect(Collectors.joining(" union all "));
        return list(facts(tx, "where lease.lease_id in (" + sides + ")", order, filter.limit() + 1)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("state", filter.state())
                .bind("after", filter.afterId()));
    }

    LeaseFacts facts(AccountTx tx, LeaseId id) {
        return list(facts(tx, "where lease.lease_id = :id", "lease.lease_id", 1).bind("id", id)).stream()
                .findFirst()
                .orElseThrow(Leases::unknown);
    }

    ScopeId scopeOf(AccountTx tx, LeaseId id) {
        return tx.query("select scope_id from lease where lease_id = :id")
                .bind("id", id)
                .mapTo(ScopeId.class)
                .one();
    }

    /** How many leases there are in each state. */
    Map<String, Integer> counts(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        select state
                             , count(*) as number
                          from (select state from lease where operator_id = :account
                                 union all
                                select state from lease where lessee_id = :account
                                 union all
                                select state from lease where account_id = :account and operator_id <> :account) as sides
                         group by state
                         order by state
                        """)
                .bind("account", tx.account())
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("state", String.class), row.getColumn("number", Integer.class));
                    return counts;
                });
    }

    /** For changing it: one at a time. */
    Lease locked(AccountTx tx, LeaseId id) {
        return Optional.ofNullable(rows.findById(id.value(), LockModeType.PESSIMISTIC_WRITE))
                .filter(lease ->
                        tx.account().equals(lease.lessor()) || tx.account().equals(lease.lessee()))
                .orElseThrow(Leases::unknown);
    }

    /** Claims of one company by one policy come one after the other, so that they count and join each other. */
    void lockClaims(AccountTx tx, UUID policy, AccountId lessee) {
        tx.query("select 1 from pg_advisory_xact_lock(hashtext('claims'), hashtext(cast(:policy as text)"
                        + " || cast(:lessee as text)))")
                .bind("policy", policy)
                .bind("lessee", lessee)
                .mapTo(Integer.class)
                .one();
    }

    /** The leases that came by the same claim policy on the terms it has now, the newest first; for changing them. */
    List<Lease> byClaims(AccountTx tx, ClaimedDevice claimed, AccountId lessee) {
        return rows.find(
                        "claimPolicyId = ?1 and lesseeId = ?2 and proposedAt >= ?3 and state in ('proposed', 'active')"
                                + " order by proposedAt desc",
                        claimed.policy(),
                        lessee.value(),
                        claimed.termsSince())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    void insert(AccountTx tx, Lease lease) {
        rows.persistAndFlush(lease);
    }

    /**
     * What can be read once such a lease is there, which is taken back then: row security shows a company to another only when
     * a lease connects them.
     */
    <T> T onTrial(AccountTx tx, Ground ground, AccountId lessee, Supplier<T> reading) {
        tx.update("savepoint lease_on_trial").execute();
        // language=SQL
        tx.update(
                        """
                        insert into lease (lease_id, account_id, lessee_id, operator_id, scope_id, upper_lease_id, depth
                                         , reference, ends_at, offer_expires_at, proposed_at)
                        values (gen_random_uuid(), :lessor, :lessee, :operator, :scope, :upper, :depth
                              , '', (select ends_at from lease where lease_id = :upper), now(), '-infinity')
                        """)
                .bind("lessor", ground.lessor())
                .bind("lessee", lessee)
                .bind("operator", ground.operator())
                .bind("scope", ground.scope())
                .bind("upper", ground.upperLease())
                .bind("depth", ground.depth())
                .execute();
        T read = reading.get();
        tx.update("rollback to savepoint lease_on_trial").execute();
        return read;
    }

    /** At most so many of the leases that fit, in that order. */
    static Query facts(AccountTx tx, String which, String order, int limit) {
        return tx.query(FACTS.formatted(which, order))
                .bind("account", tx.account())
                .bind("limit", limit);
    }

    static List<LeaseFacts> list(Query query) {
        return query.mapTo(LeaseFacts.class).list();
    }
}
