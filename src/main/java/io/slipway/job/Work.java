package io.slipway.job;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.DeviceTransactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What has something to do, and when. Noting it joins the caller's transaction, so that nothing is begun that was not
 * committed. An item stays until it is {@link #done}; reading it claims nothing.
 */
@ApplicationScoped
public class Work {
    /** A subject of one kind, and the account whose rows it works on. */
    public record Item(String kind, UUID subjectId, AccountId accountId) {}

    private final DeviceTransactions transactions;
    private final Clock clock;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            task -> new Thread(task, "work"),
            new DiscardPolicy());
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();

    Work(DeviceTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Has that done at once, beside its schedule, when something of the kind is noted as due in this replica. It may be
     * called while it is still at it.
     */
    public void atOnce(String kind, Runnable what) {
        workers.put(kind, new Worker(threads, what));
    }

    /** Notes that the subject has something to do from then on; an earlier time that is noted already stays. */
    public void note(AccountTx tx, Item item, Instant due) {
        Worker worker = workers.get(item.kind());
        if (worker != null && !due.isAfter(clock.instant())) {
            tx.afterwards(worker::wake);
        }
        // language=SQL
        tx.update(
                        """
                        insert into work (kind, subject_id, account_id, due_at)
                        values (:kind, :subject, :account, :due)
                        on conflict (kind, subject_id) do update
                          set due_at = least(work.due_at, excluded.due_at)
                        """)
                .bind("kind", item.kind())
                .bind("subject", item.subjectId())
                .bind("account", item.accountId())
                .bind("due", due)
                .execute();
    }

    /** Nothing to do before then. */
    public void postpone(AccountTx tx, Item item, Instant due) {
        tx.update("update work set due_at = :due where kind = :kind and subject_id = :subject")
                .bind("kind", item.kind())
                .bind("subject", item.subjectId())
                .bind("due", due)
                .execute();
    }

    public void done(AccountTx tx, Item item) {
        tx.update("delete from work where kind = :kind and subject_id = :subject")
                .bind("kind", item.kind())
                .bind("subject", item.subjectId())
                .execute();
    }

    /**
     * The subject has nothing to do any more, unless there is something after all. That is asked while nobody can note it, so
     * that what is noted at the same time is not lost.
     *
     * @return whether it is done
     */
    public boolean doneUnless(AccountTx tx, Item item, BooleanSupplier hasMore) {
        tx.query("select from work where kind = :kind and subject_id = :subject for update")
                .bind("kind", item.kind())
                .bind("subject", item.subjectId())
                .mapToMap()
                .list();
        if (hasMore.getAsBoolean()) {
            return false;
        }
        done(tx, item);
        return true;
    }

    /** What is due now, the longest waiting first. */
    public List<Item> due(String kind, int limit) {
        // language=SQL
        return transactions.lookUp(lookUp -> lookUp.query(
                        """
                        select kind
                             , subject_id
                             , account_id
                          from work
                         where kind = :kind and due_at <= :now
                         order by due_at
                         limit :limit
                        """)
                .bind("kind", kind)
                .bind("now", clock.instant())
                .bind("limit", limit)
                .mapTo(Item.class)
                .list());
    }

    /** What is woken from now on is left to other replicas, or to the next start. */
    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
