package io.slipway.reassignment;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.ScopeId;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Where a company may move devices: in which scopes, by which leases, to which hubs. */
@ApplicationScoped
class TargetStore {
    /** Which scope an ID scope names, and whose it is. */
    public record ScopePlace(ScopeId scopeId, AccountId accountId) {}

    /** A scope in which the acting account may reassign: its own, or one it holds devices of with that right. */
    ScopePlace scope(AccountTx tx, IdScope idScope) {
        return find(tx, idScope).orElseThrow(() -> Problem.notFound("scope"));
    }

    /** Empty where it may not reassign. */
    Optional<ScopePlace> find(AccountTx tx, IdScope idScope) {
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
                .mapTo(ScopePlace.class)
                .findOne();
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
                             , hub_link.ending_since is not null
                                 or exists (select
                                              from hub_loan
                                             where hub_loan.hub_id = hub_face.hub_id
                                               and hub_loan.borrower_id = :account
                                               and hub_loan.ended_at is null
                                               and hub_loan.ending_since is not null) as ending
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
                .mapTo(Target.class)
                .list();
    }

    /** Where devices that leave a hub can go; nowhere if the acting account may not reassign in the scope. */
    List<Target> elsewhere(AccountTx tx, String idScope, String hostName) {
        return find(tx, IdScope.fromString(idScope)).map(scope -> targets(tx, scope)).orElse(List.of()).stream()
                .filter(target -> !target.ending() && !target.hostName().equals(hostName))
                .toList();
    }
}
