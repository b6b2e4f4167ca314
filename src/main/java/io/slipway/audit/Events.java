package io.slipway.audit;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes acts into the audit trails they concern. */
@ApplicationScoped
public class Events {
    private final EventStore store;

    Events(EventStore store) {
        this.store = store;
    }

    public void record(AccountTx tx, Act act) {
        store.insert(tx, tx.account(), act);
    }

    /** Both accounts get the event; the other one's trail names the acting account as the actor's. */
    public void recordForBoth(AccountTx tx, AccountId other, Act act) {
        record(tx, act);
        if (!other.equals(tx.account())) {
            store.insert(tx, other, act);
        }
    }
}
