package io.slipway.db;

/** What a transaction came to. */
record Done<T>(AccountTx tx, T result) {
    /** To be asked once it is committed. */
    T committed() {
        tx.isCommitted();
        return result;
    }
}
