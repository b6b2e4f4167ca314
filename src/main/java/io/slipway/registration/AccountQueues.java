package io.slipway.registration;

import io.slipway.db.AccountId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Requests waiting, by account. Accounts take turns, so that a fleet that boots at once delays its own account and no
 * other; what has queued up of one account shares a transaction.
 */
final class AccountQueues {
    /** What one turn takes. */
    record Batch(AccountId account, List<Pending> pending) {}

    private final int batchSize;
    private final Map<AccountId, Queue<Pending>> waiting = new HashMap<>();
    private final Set<AccountId> turns = new LinkedHashSet<>();

    AccountQueues(int batchSize) {
        this.batchSize = batchSize;
    }

    synchronized void add(Pending pending) {
        AccountId account = pending.scope().accountId();
        waiting.computeIfAbsent(account, any -> new ArrayDeque<>()).add(pending);
        turns.add(account);
        notify();
    }

    /** Blocks until there is something. */
    synchronized Batch take() throws InterruptedException {
        while (turns.isEmpty()) {
            wait();
        }
        AccountId account = turns.iterator().next();
        turns.remove(account);
        Queue<Pending> queue = waiting.get(account);
        List<Pending> taken = new ArrayList<>();
        while (taken.size() < batchSize && !queue.isEmpty()) {
            taken.add(queue.remove());
        }
        if (queue.isEmpty()) {
            waiting.remove(account);
        } else {
            turns.add(account);
            notify();
        }
        return new Batch(account, taken);
    }
}
