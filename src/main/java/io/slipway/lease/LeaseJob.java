package io.slipway.lease;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries leases on when something is due: handing over, expiry, notice, the end of a term. */
@ApplicationScoped
class LeaseJob {
    private static final int LEASES = 50;
    private final Work work;
    private final DeviceTransactions transactions;
    private final LeaseCourse course;

    LeaseJob(Work work, DeviceTransactions transactions, LeaseCourse course) {
        this.work = work;
        this.transactions = transactions;
        this.course = course;
        work.atOnce(LeaseCourse.WORK, this::carryOn);
    }

    @Scheduled(identity = "carry leases on", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void carryOn() {
        for (Work.Item item : work.due(LeaseCourse.WORK, LEASES)) {
            try {
                carryOn(item);
            } catch (RuntimeException e) {
                Log.errorf(e, "Lease %s could not be carried on; it is tried again in a few seconds", item.subjectId());
            }
        }
    }

    private void carryOn(Work.Item item) {
        Actor operator = Actor.system(item.accountId());
        transactions.in(operator, tx -> {
            course.advance(tx, item);
            return null;
        });
        transactions.in(operator, tx -> {
            course.handOver(tx, item);
            return null;
        });
    }
}
