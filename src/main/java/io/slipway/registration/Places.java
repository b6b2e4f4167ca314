package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.hub.Hubs;
import io.slipway.hub.LinkedHub;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Reaches the hub a device is on, whoever owns it. The caller has made sure that the acting account may look there: a hub's
 * settings are for its connector only, never to be shown.
 */
@ApplicationScoped
public class Places {
    private final DeviceTransactions transactions;
    private final Hubs hubs;

    Places(DeviceTransactions transactions, Hubs hubs) {
        this.transactions = transactions;
        this.hubs = hubs;
    }

    /** @param operator the account of the scope */
    public Optional<LinkedHub> hub(AccountId operator, ScopeId scope, String hostName) {
        return transactions.in(Actor.system(operator), tx -> hubs.linked(tx, scope)).stream()
                .filter(hub -> hub.hostName().equals(hostName))
                .findFirst();
    }
}
