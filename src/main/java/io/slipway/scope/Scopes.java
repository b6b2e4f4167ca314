package io.slipway.scope;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Event;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;

/** Creating and changing scopes. */
@ApplicationScoped
public class Scopes {
    private static final int HISTORY = 10;
    private final Acting acting;
    private final ScopeStore store;
    private final AccessPolicies policies;
    private final Instance<ScopeDeletion> deletion;
    private final Events events;
    private final Clock clock;

    Scopes(
            Acting acting,
            ScopeStore store,
            AccessPolicies policies,
            Instance<ScopeDeletion> deletion,
            Events events,
            Clock clock) {
        this.acting = acting;
        this.store = store;
        this.policies = policies;
        this.deletion = deletion;
        this.events = events;
        this.clock = clock;
    }

    List<Scope> all(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, store::own);
    }

    Scope get(AccountSlug account, IdScope idScope) {
        return acting.in(account, VIEW_SCOPES, tx -> store.own(tx, idScope));
    }

    List<Event> history(AccountSlug account, IdScope idScope) {
        return acting.in(
                account,
                VIEW_SCOPES,
                tx -> events.of(tx, "scope", store.own(tx, idScope).idScope(), HISTORY));
    }

    Scope create(AccountSlug account, ScopeDetails details) {
        details.check();
        return acting.in(account, MANAGE_SCOPES, tx -> {
            Scope scope = new Scope(tx.account(), details, clock.instant());
            store.insert(tx, scope);
            events.record(tx, act("scope.created", scope).changing(null, details));
            policies.createOwner(tx, scope);
            return scope;
        });
    }

    Scope change(AccountSlug account, IdScope idScope, ScopeDetails details, Integer version) {
        details.check();
        return acting.in(account, MANAGE_SCOPES, tx -> {
            Scope scope = store.own(tx, idScope);
            Versions.check(version, scope.version());
            ScopeDetails before = scope.details();
            scope.change(details, clock.instant());
            events.record(tx, act("scope.changed", scope).changing(before, details));
            return scope;
        });
    }

    void delete(AccountSlug account, IdScope idScope, Integer version) {
        acting.in(account, MANAGE_SCOPES, tx -> {
            Scope scope = store.own(tx, idScope);
            Versions.check(version, scope.version());
            deletion.forEach(told -> told.deleting(tx, scope));
            events.record(tx, act("scope.deleted", scope).changing(scope.details(), null));
            store.delete(tx, scope);
            return null;
        });
    }

    /** For other features: a scope the acting account owns. */
    public Scope own(AccountTx tx, IdScope idScope) {
        return store.own(tx, idScope);
    }

    /** For other features: every scope the acting account owns, by name. */
    public List<Scope> own(AccountTx tx) {
        return store.own(tx);
    }

    /** For other features: a scope the acting account owns or may supply. */
    public Scope visible(AccountTx tx, IdScope idScope) {
        return store.visible(tx, idScope);
    }

    private static Act act(String action, Scope scope) {
        return Act.of(action, scope.idScope(), scope.name()).in(scope.id());
    }
}
