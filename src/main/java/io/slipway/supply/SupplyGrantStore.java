package io.slipway.supply;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class SupplyGrantStore {
    /** The scope as the acting manufacturer may reach it, by the grant in force or else the one withdrawn last. */
    Optional<ScopeAccess> access(AccountTx tx, IdScope idScope) {
        // language=SQL
        return tx.query(
                        """
                        select scope_address.scope_id as scope
                             , supply_grant.account_id as owner
                             , supply_grant.manufacturer_id as supplier
                             , supply_grant.revoked_at as withdrawn_at
                          from supply_grant
                          join scope_address using (scope_id)
                         where scope_address.id_scope = :idScope
                           and supply_grant.manufacturer_id = :account
                         order by supply_grant.revoked_at desc nulls first
                         limit 1
                        """)
                .bind("idScope", idScope.value())
                .bind("account", tx.account())
                .registerRowMapper(ConstructorMapper.factory(Access.class))
                .mapTo(Access.class)
                .findOne()
                .map(row -> row.to(idScope));
    }

    public record Access(ScopeId scope, AccountId owner, AccountId supplier, Instant withdrawnAt) {
        ScopeAccess to(IdScope idScope) {
            return new ScopeAccess(scope, idScope, owner, supplier, withdrawnAt);
        }
    }
}
