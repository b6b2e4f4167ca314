package io.slipway.scope;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ScopeStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Scope, UUID> {}

    @ApplicationScoped
    static class PolicyRows implements PanacheRepositoryBase<AccessPolicy, AccessPolicy.Key> {}

    private final Rows rows;
    private final PolicyRows policies;

    ScopeStore(Rows rows, PolicyRows policies) {
        this.rows = rows;
        this.policies = policies;
    }

    List<Scope> own(AccountTx tx) {
        return rows.list("accountId = ?1 order by name", tx.account().value());
    }

    long count(AccountTx tx) {
        return rows.count("accountId", tx.account().value());
    }

    /** A scope this account owns or may supply; row security decides. */
    Scope visible(AccountTx tx, IdScope idScope) {
        return rows.find("idScope", idScope.value()).firstResultOptional().orElseThrow(() -> Problem.notFound("scope"));
    }

    Scope own(AccountTx tx, IdScope idScope) {
        Scope scope = visible(tx, idScope);
        if (!scope.account().equals(tx.account())) {
            throw Problem.notFound("scope");
        }
        return scope;
    }

    void insert(AccountTx tx, Scope scope) {
        rows.persist(scope);
        tx.update("insert into scope_address (id_scope, scope_id, account_id) values (:idScope, :scope, :account)")
                .bind("idScope", scope.idScope().value())
                .bind("scope", scope.id())
                .bind("account", tx.account())
                .execute();
    }

    /** With what is left of devices that are at no hub; one that is at a hub keeps the scope. */
    void delete(AccountTx tx, Scope scope) {
        tx.update("delete from device where scope_id = :scope and hub_id is null")
                .bind("scope", scope.id())
                .execute();
        rows.delete(scope);
    }

    List<AccessPolicy> policies(AccountTx tx, Scope scope) {
        return policies.list("scopeId = ?1 order by name", scope.id().value());
    }

    AccessPolicy policy(AccountTx tx, Scope scope, String name) {
        return policies.findByIdOptional(new AccessPolicy.Key(scope.id().value(), name))
                .orElseThrow(() -> Problem.notFound("shared access policy"));
    }

    void insert(AccountTx tx, AccessPolicy policy) {
        policies.persist(policy);
    }

    void delete(AccountTx tx, AccessPolicy policy) {
        policies.delete(policy);
    }
}
