package io.slipway.hub;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.job.Counted;
import io.slipway.scope.ScopeId;
import io.slipway.spi.HubTarget;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class HubStore implements Counted {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Hub, UUID> {}

    /** A hub whose check is due. */
    record DueHub(String connector, HubTarget target) {}

    /** What was last known of a hub's health; detail is null before the first check. */
    record KnownHealth(String name, String health, String detail) {}

    // language=SQL
    private static final String LINKED =
            """
            select hub.hub_id
                 , hub.account_id
                 , hub.host_name
                 , hub.connector
                 , hub.settings
                 , hub.secrets
                 , hub.health
                 , coalesce(hub_link.weight, 0) as weight
                 , coalesce(hub_link.apply_allocation_policy, false) as apply_allocation_policy
                 , hub_link.hub_id is null or hub_link.ending_since is not null as ending
                 , array (select borrower_id
                            from hub_loan
                           where hub_loan.hub_id = hub.hub_id
                             and hub_loan.ended_at is null) as lent_to
                 , array (select borrower_id
                            from hub_loan
                           where hub_loan.hub_id = hub.hub_id
                             and hub_loan.ended_at is null
                             and hub_loan.ending_since is not null) as left_by
              from hub
              %s hub_link
                on hub_link.scope_id = :scope
               and hub_link.hub_account_id = hub.account_id
               and hub_link.hub_id = hub.hub_id
             %s
             order by hub.host_name
            """;

    private final Rows rows;
    private final HubSettings settings;

    HubStore(Rows rows, HubSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    @Override
    public Differences differences() {
        return new Differences(
                "hub_device_count", "hub_account_id", List.of("hub_id"), List.of("scope_id", "account_id", "lent_to"));
    }

    List<Hub> own(AccountTx tx) {
        return rows.list("accountId = ?1 order by lower(name)", tx.account().value());
    }

    Hub own(AccountTx tx, HubName name) {
        return rows.find(
                        "accountId = ?1 and lower(name) = lower(?2)",
                        tx.account().value(),
                        name.value())
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("hub"));
    }

    Hub own(AccountTx tx, String hostName) {
        return rows.find("accountId = ?1 and hostName = lower(?2)", tx.account().value(), hostName)
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("hub"));
    }

    void insert(AccountTx tx, Hub hub) {
        rows.persist(hub);
    }

    void delete(AccountTx tx, Hub hub) {
        rows.delete(hub);
    }

    /** Hubs whose last check is a while ago, marked as checked now; none while another replica is choosing. */
    List<DueHub> claimDue(AccountTx tx, Instant now, Duration dueAfter) {
        // language=SQL
        return tx.query(
                        """
                        update hub
                           set health_checked_at = :now
                         where account_id = :account
                           and (health_checked_at is null or health_checked_at < :before)
                           and pg_try_advisory_xact_lock(hashtext('check hubs'), hashtext(cast(:account as text)))
                        returning hub_id, account_id, host_name, connector, settings, secrets
                        """)
                .bind("account", tx.account())
                .bind("now", now)
                .bind("before", now.minus(dueAfter))
                .map((row, context) -> new DueHub(row.getString("connector"), target(row)))
                .list();
    }

    /** Returns what was known before, empty if the hub is gone. */
    Optional<KnownHealth> keepHealth(AccountTx tx, HubId hub, HubChecks.Health found, Instant now) {
        // language=SQL
        return tx.query(
                        """
                        with before as (
                          select hub_id, name, health, health_detail as detail from hub where hub_id = :hub for update)
                        update hub
                           set health = :health
                             , health_detail = :detail
                             , health_checked_at = :now
                          from before
                         where hub.hub_id = before.hub_id
                        returning before.name, before.health, before.detail
                        """)
                .bind("hub", hub)
                .bind("health", found.health())
                .bind("detail", found.detail())
                .bind("now", now)
                .map((row, context) ->
                        new KnownHealth(row.getString("name"), row.getString("health"), row.getString("detail")))
                .findOne();
    }

    List<String> linkedScopes(AccountTx tx, HubId hub) {
        // language=SQL
        return tx.query(
                        """
                        select coalesce(scope.name, 'a scope of another account')
                          from hub_link
                          left join scope using (scope_id)
                         where hub_link.hub_id = :hub
                         order by 1
                        """)
                .bind("hub", hub)
                .mapTo(String.class)
                .list();
    }

    /** All devices there, for a company that may use the hub: whoever has them, of whatever scope. */
    long devices(AccountTx tx, HubId hub) {
        return tx.query(
                        "select coalesce(sum(devices), 0) from hub_device_count where hub_id = :hub and scope_id is null")
                .bind("hub", hub)
                .mapTo(Long.class)
                .one();
    }

    /** What has left the hub and is not forgotten there, of whatever scope, up to the limit. */
    long departures(AccountTx tx, HubId hub, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select count(*)
                          from (select departure.tries
                                  from hub_link
                                  join departure
                                    on departure.scope_id = hub_link.scope_id
                                   and departure.linked_hub_id = hub_link.hub_id
                                 where hub_link.hub_id = :hub
                                 limit :limit) as owed
                        """)
                .bind("hub", hub)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one();
    }

    /** Also those of other companies. */
    List<String> linkedHostNames(AccountTx tx, ScopeId scope) {
        // language=SQL
        return tx.query(
                        """
                        select host_name
                          from hub_link
                          join hub_face using (hub_id)
                         where hub_link.scope_id = :scope
                        """)
                .bind("scope", scope)
                .mapTo(String.class)
                .list();
    }

    List<LinkedHub> linked(AccountTx tx, ScopeId scope) {
        return tx.query(LINKED.formatted("join", ""))
                .bind("scope", scope)
                .map((row, context) -> linkedHub(row))
                .list();
    }

    /** None is allocated to those among them whose link has ended. */
    List<LinkedHub> of(AccountTx tx, ScopeId scope, Collection<HubId> hubs) {
        return tx.query(LINKED.formatted("left join", "where hub.hub_id = any(:hubs)"))
                .bind("scope", scope)
                .bindArray("hubs", UUID.class, hubs.stream().map(HubId::value).toList())
                .map((row, context) -> linkedHub(row))
                .list();
    }

    private LinkedHub linkedHub(ResultSet row) throws SQLException {
        HubTarget target = target(row);
        return new LinkedHub(
                new HubId(target.hubId()),
                new AccountId(target.accountId()),
                target.hostName(),
                row.getString("connector"),
                target.settingsJson(),
                row.getInt("weight"),
                row.getBoolean("apply_allocation_policy"),
                row.getString("health"),
                row.getBoolean("ending"),
                accounts(row, "lent_to"),
                accounts(row, "left_by"));
    }

    private static Set<AccountId> accounts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray())
                .map(AccountId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private HubTarget target(ResultSet row) throws SQLException {
        HubId id = new HubId(row.getObject("hub_id", UUID.class));
        return new HubTarget(
                id.value(),
                row.getObject("account_id", UUID.class),
                row.getString("host_name"),
                settings.complete(id, row.getString("settings"), row.getBytes("secrets")));
    }
}
