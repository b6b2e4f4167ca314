package io.slipway.scope;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ScopeHome implements HomeSection {
    private final ScopeStore store;

    ScopeHome(ScopeStore store) {
        this.store = store;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_SCOPES;
    }

    @Override
    public int place() {
        return 20;
    }

    @Override
    public List<? extends Item> items(AccountTx tx) {
        long scopes = store.count(tx);
        return List.of(
                new Count("Scopes", scopes, "scopes"),
                new FirstStep(
                        "Create a scope",
                        "It gives you an ID scope, which devices send to say where they belong, and keys for the service API.",
                        "scopes",
                        scopes > 0));
    }
}
