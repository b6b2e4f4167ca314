package io.slipway.reassignment;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.job.Work;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Works on whatever reassignment has something to do, on every replica at once. One reassignment takes a few of the workers
 * at most, and those of one operator leave a few to others, so that slow hubs of one company do not hold up the rest.
 */
@ApplicationScoped
class ReassignmentJob {
    private static final int AT_A_TIME = 100;
    private static final int LEFT_TO_OTHERS = 2;
    /** Moving devices keeps PostgreSQL as busy as Slipway: half of the processors are left to pages and registrations. */
    private static final int WORKERS_EACH =
            Math.min(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 2);

    private final Work work;
    private final Mover mover;
    private final ExecutorService workers;
    private final int workersOfOne;
    /** Workers by reassignment, and by operator. */
    private final Map<UUID, AtomicInteger> busy = new ConcurrentHashMap<>();

    ReassignmentJob(
            Work work,
            Mover mover,
            @ConfigProperty(name = "slipway.reassignment.workers", defaultValue = "8") int workers) {
        this.work = work;
        this.mover = mover;
        this.workersOfOne = Math.max(1, workers - LEFT_TO_OTHERS);
        this.workers = Executors.newFixedThreadPool(workers, task -> new Thread(task, "reassignment"));
        work.atOnce(Progress.WORK, this::workOnDue);
    }

    @Scheduled(identity = "reassign devices", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void workOnDue() {
        for (Work.Item item : work.due(Progress.WORK, AT_A_TIME)) {
            AtomicInteger atIt = busy.computeIfAbsent(item.subjectId(), any -> new AtomicInteger());
            AtomicInteger atAll = busy.computeIfAbsent(item.accountId().value(), any -> new AtomicInteger());
            while (atIt.get() < WORKERS_EACH && atAll.get() < workersOfOne) {
                atIt.incrementAndGet();
                atAll.incrementAndGet();
                workers.execute(() -> workOn(item, atIt, atAll));
            }
        }
        busy.values().removeIf(at -> at.get() == 0);
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    private void workOn(Work.Item item, AtomicInteger atIt, AtomicInteger atAll) {
        try {
            while (mover.advance(item)) {
                // One batch after the other until none is left for now.
            }
        } catch (RuntimeException e) {
            Log.errorf(e, "Reassignment %s met a mistake; it goes on in a second", item.subjectId());
        } finally {
            atIt.decrementAndGet();
            atAll.decrementAndGet();
        }
    }
}
