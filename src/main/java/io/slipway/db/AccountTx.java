package io.slipway.db;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * An open transaction pinned to one account. Only this package creates it, so holding one is the proof.
 *
 * <p>Bound to the thread that opened it.
 */
public final class AccountTx implements LookUp {
    private final Handle handle;
    private final Actor actor;
    private final Runnable flush;

    AccountTx(Handle handle, Actor actor, Runnable flush) {
        this.handle = handle;
        this.actor = actor;
        this.flush = flush;
    }

    public AccountId account() {
        return actor.account();
    }

    public Actor actor() {
        return actor;
    }

    @Override
    public Query query(String sql) {
        flush.run();
        return handle.createQuery(sql);
    }

    public Update update(String sql) {
        flush.run();
        return handle.createUpdate(sql);
    }

    public PreparedBatch batch(String sql) {
        flush.run();
        return handle.prepareBatch(sql);
    }
}
