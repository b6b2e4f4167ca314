package io.slipway.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What is said once devices of a lease were accepted, returned or recalled. */
@ApplicationScoped
class LeaseSentences {
    private final Clock clock;

    LeaseSentences(Clock clock) {
        this.clock = clock;
    }

    String accepted(LeaseView lease) {
        boolean beginsLater = lease.startsAt() != null && lease.startsAt().isAfter(clock.instant());
        return "Accepted. The devices are handed over " + (beginsLater ? "when the lease begins." : "now.");
    }

    String returned(LeaseView lease) {
        return isKept(lease)
                ? "Returned. You keep the devices until " + lease.lessor().name() + " collects them."
                : "The devices go back now.";
    }

    String recalled(LeaseView lease) {
        if (lease.answeredAt() == null) {
            return "The devices are taken out of the offer.";
        } else if (isKept(lease)) {
            return "Recalled. Collect what is handed over when the notice is over.";
        } else {
            return "Recalled. What is handed over comes back "
                    + (lease.noticeDays() == 0 ? "now." : "when the notice is over.");
        }
    }

    private static boolean isKept(LeaseView lease) {
        return lease.endAction().equals("keep");
    }
}
