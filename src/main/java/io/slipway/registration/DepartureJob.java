package io.slipway.registration;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries on what a hub or Slipway itself was away for. */
@ApplicationScoped
class DepartureJob {
    private static final int SCOPES = 100;
    private final Work work;
    private final Departures departures;

    DepartureJob(Work work, Departures departures) {
        this.work = work;
        this.departures = departures;
    }

    @Scheduled(identity = "remove departed devices", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void carryOn() {
        for (Work.Item item : work.due(Departures.WORK, SCOPES)) {
            try {
                departures.carryOutDue(item);
            } catch (RuntimeException e) {
                Log.errorf(e, "Could not remove departed devices of scope %s; it is tried again", item.subjectId());
            }
        }
    }
}
