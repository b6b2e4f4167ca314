package io.slipway.lease;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.notice.Letter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Offers that wait, leases about to end, and terminations announced. */
@ApplicationScoped
class LeaseHome implements HomeSection {
    private static final int MOST = 100;
    private final LeaseStore store;
    private final LeaseApprovalStore approvals;
    private final Clock clock;

    LeaseHome(LeaseStore store, LeaseApprovalStore approvals, Clock clock) {
        this.store = store;
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_LEASES;
    }

    @Override
    public int place() {
        return 70;
    }

    @Override
    public List<Count> counts(AccountTx tx) {
        return List.of(new Count("Leases", store.counts(tx).getOrDefault("active", 0), "leases?state=active"));
    }

    @Override
    public List<Attention> attention(AccountTx tx) {
        Instant now = clock.instant();
        List<Attention> found = new ArrayList<>();
        int pending = approvals.pending(tx);
        if (pending > 0) {
            found.add(new Attention(
                    Severity.WAIT,
                    "Leases wait for a second person",
                    "Somebody of your company asked for more devices than one person may decide about.",
                    "leases",
                    (long) pending));
        }
        store.needingAttention(tx, now.plus(Duration.ofDays(30)), MOST).stream()
                .map(lease -> attention(lease, now))
                .forEach(found::add);
        return found;
    }

    private static Attention attention(LeaseFacts lease, Instant now) {
        if (lease.terminatesAt() != null) {
            return attention(lease, Severity.BAD, LeaseLetters.terminated(lease));
        } else if (lease.isOffer()) {
            return attention(lease, Severity.WAIT, LeaseLetters.offered(lease));
        } else {
            long days = LeaseLetters.daysLeft(lease, now);
            Severity severity = days <= 1 ? Severity.BAD : days <= 7 ? Severity.WARNING : Severity.WAIT;
            return attention(lease, severity, LeaseLetters.ending(lease, now));
        }
    }

    private static Attention attention(LeaseFacts lease, Severity severity, Letter letter) {
        return new Attention(severity, letter.title(), letter.detail(), letter.path(), (long) lease.devices());
    }
}
