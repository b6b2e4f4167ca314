package io.slipway.reassignment;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks after reassigned devices that have still to register at their new hub. */
@ApplicationScoped
class ArrivalJob {
    private static final int AT_A_TIME = 100;
    private final Work work;
    private final Arrivals arrivals;

    ArrivalJob(Work work, Arrivals arrivals) {
        this.work = work;
        this.arrivals = arrivals;
    }

    @Scheduled(identity = "note arrivals", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void lookForDue() {
        for (Work.Item item : work.due(Arrivals.WORK, AT_A_TIME)) {
            try {
                arrivals.look(item);
            } catch (RuntimeException e) {
                Log.errorf(e, "Looking for the devices of reassignment %s failed; it is tried again", item.subjectId());
            }
        }
    }
}
