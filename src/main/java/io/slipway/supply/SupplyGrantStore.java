package io.slipway.supply;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

@ApplicationScoped
class SupplyGrantStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<SupplyGrant, UUID> {}

    // The scope is left-joined: row security hides it from a manufacturer whose grant was withdrawn.
    // language=SQL
    private static final String SELECT =
            """
            select supply_grant.supply_grant_id
                 , scope_address.id_scope
                 , scope.name as scope_name
                 , operator.slug as operator
                 , operator.name as operator_name
                 , manufacturer.slug as manufacturer
                 , manufacturer.name as manufacturer_name
                 , supply_grant.note
                 , supply_grant.version
                 , supply_grant.created_at
                 , supply_grant.revoked_at as withdrawn_at
              from supply_grant
              join scope_address using (scope_id)
              left join scope using (scope_id)
              join account as operator on operator.account_id = supply_grant.account_id
              join account as manufacturer on manufacturer.account_id = supply_grant.manufacturer_id
            """;
    private static final String NEWEST_IN_FORCE_FIRST =
            " order by (supply_grant.revoked_at is null) desc, supply_grant.created_at desc";

    private final Rows rows;

    SupplyGrantStore(Rows rows) {
        this.rows = rows;
    }

    List<Supply> given(AccountTx tx) {
        return list(tx.query(SELECT + " where supply_grant.account_id = :account" + NEWEST_IN_FORCE_FIRST)
                .bind("account", tx.account()));
    }

    List<Supply> received(AccountTx tx) {
        return list(tx.query(SELECT + " where supply_grant.manufacturer_id = :account" + NEWEST_IN_FORCE_FIRST)
                .bind("account", tx.account()));
    }

    Optional<Supply> facts(AccountTx tx, SupplyGrantId id) {
        return list(tx.query(SELECT + " where supply_grant.supply_grant_id = :id")
                        .bind("id", id))
                .stream()
                .findFirst();
    }

    Optional<SupplyGrant> own(AccountTx tx, ScopeId scope, SupplyGrantId id) {
        return rows.findByIdOptional(id.value())
                .filter(grant -> grant.account().equals(tx.account()))
                .filter(grant -> grant.scope().equals(scope));
    }

    void insert(AccountTx tx, SupplyGrant grant) {
        rows.persistAndFlush(grant);
    }

    private static List<Supply> list(Query query) {
        return query.registerColumnMapper(IdScope.class, (row, column, context) -> new IdScope(row.getString(column)))
                .mapTo(Supply.class)
                .list();
    }

    /** The scope as the acting manufacturer may reach it, by the grant in force or else the one withdrawn last. */
    Optional<ScopeAccess> access(AccountTx tx, IdScope idScope) {
        // language=SQL
        return tx.query(
                        """
                        select scope_address.scope_id as scope
                             , scope.name
                             , supply_grant.account_id as owner
                             , supply_grant.manufacturer_id as supplier
                             , supply_grant.revoked_at as withdrawn_at
                          from supply_grant
                          join scope_address using (scope_id)
                          left join scope on scope.scope_id = supply_grant.scope_id
                         where scope_address.id_scope = :idScope
                           and supply_grant.manufacturer_id = :account
                         order by supply_grant.revoked_at desc nulls first
                         limit 1
                        """)
                .bind("idScope", idScope.value())
                .bind("account", tx.account())
                .mapTo(Access.class)
                .findOne()
                .map(row -> row.to(idScope));
    }

    public record Access(ScopeId scope, String name, AccountId owner, AccountId supplier, Instant withdrawnAt) {
        ScopeAccess to(IdScope idScope) {
            return new ScopeAccess(scope, idScope, name, owner, supplier, withdrawnAt);
        }
    }
}
