package io.slipway.hub;

import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Creating, changing and finding hubs. */
@ApplicationScoped
public class Hubs {
    private final HubStore store;

    Hubs(HubStore store) {
        this.store = store;
    }

    /** For the device plane: what a scope may allocate to, with all that the connectors need. */
    public List<LinkedHub> linked(AccountTx tx, ScopeId scope) {
        return store.linked(tx, scope);
    }

    /** For other features: a hub the acting account owns. */
    public Hub own(AccountTx tx, HubName name) {
        return store.own(tx, name);
    }

    /** For other features: a hub the acting account owns, by what devices call it. */
    public Hub own(AccountTx tx, String hostName) {
        return store.own(tx, hostName);
    }
}
