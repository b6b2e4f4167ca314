package io.slipway.audit;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Writes acts into the audit trails they concern, in the transaction of the change itself, and reads an object's story. */
@ApplicationScoped
public class Events {
    private final EventStore store;
    private final UnsealedTrails unsealed;

    Events(EventStore store, UnsealedTrails unsealed) {
        this.store = store;
        this.unsealed = unsealed;
    }

    public void record(AccountTx tx, Act act) {
        recordAll(tx, List.of(act));
    }

    /** One statement, however many; also for the device plane, whose database role may only insert events. */
    public void recordAll(AccountTx tx, List<Act> acts) {
        insert(tx, tx.account(), acts);
    }

    /** Both accounts get the event; the other one's trail names the acting account as the actor's. */
    public void recordForBoth(AccountTx tx, AccountId other, Act act) {
        recordAllForBoth(tx, other, List.of(act));
    }

    public void recordAllForBoth(AccountTx tx, AccountId other, List<Act> acts) {
        recordAll(tx, acts);
        if (!other.equals(tx.account())) {
            insert(tx, other, acts);
        }
    }

    /** Into the trail of each of these companies: for acts that concern more than two. */
    public void recordAllFor(AccountTx tx, Collection<AccountId> trails, List<Act> acts) {
        trails.stream().distinct().forEach(trail -> insert(tx, trail, acts));
    }

    /** Both accounts get the event, the other one without what is not its business. */
    public void recordForBoth(AccountTx tx, AccountId other, Act own, Act others) {
        recordAll(tx, List.of(own));
        if (!other.equals(tx.account())) {
            insert(tx, other, List.of(others));
        }
    }

    /** The newest events of one object in the acting account's trail. */
    public List<Event> of(AccountTx tx, String objectType, Object objectId, int limit) {
        return store.find(tx, EventFilter.ofObject(objectType, objectId.toString()), null, limit);
    }

    private void insert(AccountTx tx, AccountId trail, List<Act> acts) {
        if (!acts.isEmpty()) {
            store.insert(tx, trail, acts);
            unsealed.note(trail);
        }
    }
}
