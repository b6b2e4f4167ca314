package io.slipway.lease;

import io.slipway.db.AccountTx;
import io.slipway.notice.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Notes what the companies of a lease are told by mail: what the lessor does, to its lessee; what the lessee does, to its
 * lessor; that it ends, to both, and to those who lease its devices below.
 */
@ApplicationScoped
class LeaseNotices {
    private static final Map<String, String> TOLD = Map.of(
            "lease.proposed", "lease:offered",
            "lease.devicesOffered", "lease:offered",
            "lease.claimApproved", "lease:offered",
            "lease.renewed", "lease:renewed",
            "lease.recalled", "lease:recalled",
            "lease.terminationAnnounced", "lease:terminated");
    private static final Map<String, String> LESSOR_TOLD = Map.of("lease.returned", "lease:returned");

    private final Notices notices;
    private final LowerLeaseStore lower;
    private final Clock clock;

    LeaseNotices(Notices notices, LowerLeaseStore lower, Clock clock) {
        this.notices = notices;
        this.lower = lower;
        this.clock = clock;
    }

    void told(AccountTx tx, Lease lease, String action) {
        if (TOLD.containsKey(action)) {
            notices.note(tx, lease.lessee(), lease.id().value(), TOLD.get(action), clock.instant());
        }
        if (LESSOR_TOLD.containsKey(action)) {
            notices.note(tx, lease.lessor(), lease.id().value(), LESSOR_TOLD.get(action), clock.instant());
        }
    }

    /** In a transaction of the device plane; told once for each end, so that a lease put off is told of again. */
    void beforeEnd(AccountTx tx, Standing lease, Instant now) {
        lease.daysToTell(now).ifPresent(days -> Stream.of(lease.accountId(), lease.lesseeId())
                .forEach(company ->
                        notices.note(tx, company, lease.leaseId(), "lease:ends" + days, lease.lastsUntil())));
        lower.foretell(tx, lease.leaseId(), now).stream()
                .filter(told -> told.about() != null)
                .forEach(told -> note(tx, told, "lease:upperEnds"));
        if (lease.isEnding()) {
            lower.endingUnannounced(tx, lease.leaseId(), now).forEach(told -> note(tx, told, "lease:upperEnded"));
        }
    }

    private void note(AccountTx tx, LowerLeaseStore.Told told, String kind) {
        notices.note(tx, told.lesseeId(), told.leaseId(), kind, told.about());
    }
}
