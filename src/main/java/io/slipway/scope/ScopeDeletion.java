package io.slipway.scope;

import io.slipway.db.AccountTx;

/** Told of a scope that is to be deleted, in the transaction that does it: other companies lose what they were given of it. */
public interface ScopeDeletion {
    void deleting(AccountTx tx, Scope scope);
}
