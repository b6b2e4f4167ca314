package io.slipway.db;

import java.util.ArrayList;
import java.util.List;
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
    private final Entities entities;
    private final List<Runnable> afterwards = new ArrayList<>();

    /** What the transaction holds in memory besides. */
    interface Entities {
        void flush();

        void refresh(Object entity);
    }

    AccountTx(Handle handle, Actor actor, Entities entities) {
        this.handle = handle;
        this.actor = actor;
        this.entities = entities;
    }

    public AccountId account() {
        return actor.account();
    }

    public Actor actor() {
        return actor;
    }

    /** Does that once all of this is committed, on the same thread and before the transaction's caller goes on; it must not throw. */
    public void afterwards(Runnable what) {
        afterwards.add(what);
    }

    void isCommitted() {
        afterwards.forEach(Runnable::run);
    }

    /** Reads an entity again, after a statement beside it wrote its row. */
    public void refresh(Object entity) {
        entities.refresh(entity);
    }

    /**
     * Reads by the order of an index from here on, for the first rows of very many. By statistics of before these were written the
     * planner takes them for few, and would read and sort them all.
     */
    public void readInOrder() {
        query("select set_config('enable_sort', 'off', true) || set_config('enable_bitmapscan', 'off', true)")
                .mapTo(String.class)
                .one();
    }

    @Override
    public Query query(String sql) {
        entities.flush();
        return handle.createQuery(sql);
    }

    public Update update(String sql) {
        entities.flush();
        return handle.createUpdate(sql);
    }

    public PreparedBatch batch(String sql) {
        entities.flush();
        return handle.prepareBatch(sql);
    }
}
