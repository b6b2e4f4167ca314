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
    public List<Count> counts(AccountTx tx) {
        return List.of(new Count("Scopes", store.count(tx), "scopes"));
    }

    @Override
    public List<FirstStep> firstSteps(AccountTx tx) {
        return List.of(new FirstStep(
                "Create a scope",
                "It gives you an ID scope, which devices send to say where they belong, and keys for the service API.",
                "scopes",
                store.count(tx) > 0));
    }
}
