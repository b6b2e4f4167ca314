package io.slipway.hub;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class HubStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Hub, UUID> {}

    private final Rows rows;
    private final HubSettings settings;

    HubStore(Rows rows, HubSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    List<Hub> own(AccountTx tx) {
        return rows.list("accountId = ?1 order by name", tx.account().value());
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

    List<LinkedHub> linked(AccountTx tx, ScopeId scope) {
        // language=SQL
        return tx.query(
                        """
                        select hub.hub_id
                             , hub.account_id
                             , hub.host_name
                             , hub.connector
                             , hub.settings
                             , hub.secrets
                             , hub.health
                             , hub_link.weight
                             , hub_link.apply_allocation_policy
                          from hub_link
                          join hub on hub.account_id = hub_link.hub_account_id and hub.hub_id = hub_link.hub_id
                         where hub_link.scope_id = :scope
                         order by hub.host_name
                        """)
                .bind("scope", scope)
                .map((row, context) -> linkedHub(row))
                .list();
    }

    private LinkedHub linkedHub(ResultSet row) throws SQLException {
        HubId id = new HubId(row.getObject("hub_id", UUID.class));
        return new LinkedHub(
                id,
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("host_name"),
                row.getString("connector"),
                settings.complete(id, row.getString("settings"), row.getBytes("secrets")),
                row.getInt("weight"),
                row.getBoolean("apply_allocation_policy"),
                row.getString("health"));
    }
}
