package io.slipway.lease;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.notice.Letter;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Offers that wait, and leases that are recalled, terminated, ending or about to. */
@ApplicationScoped
class LeaseHome implements HomeSection {
    private final LeaseStore store;
    private final LeaseInboxStore inbox;
    private final LeaseLetters letters;
    private final LeaseApprovalStore approvals;
    private final Clock clock;

    LeaseHome(
            LeaseStore store, LeaseInboxStore inbox, LeaseLetters letters, LeaseApprovalStore approvals, Clock clock) {
        this.store = store;
        this.inbox = inbox;
        this.letters = letters;
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
    public List<? extends Item> items(AccountTx tx) {
        Instant now = clock.instant();
        List<Item> found = new ArrayList<>();
        found.add(new Count("Leases", store.counts(tx).getOrDefault("active", 0), "leases?state=active"));
        int pending = approvals.pending(tx);
        if (pending > 0) {
            found.add(new Attention(
                    Severity.WAIT,
                    "Leases wait for a second person",
                    "Somebody of your company asked for more devices than one person may decide about.",
                    "leases",
                    Numbers.grouped(pending)));
        }
        inbox.received(tx).stream()
                .map(lease ->
                        attention(lease, Severity.WAIT, letters.offered(lease), LeaseFacts.words(lease.offered())))
                .forEach(found::add);
        inbox.ending(tx, now.plus(Duration.ofDays(30))).stream()
                .map(lease -> attention(lease, severity(lease, now), letters.end(lease, now), concerned(lease)))
                .forEach(found::add);
        return found;
    }

    /** How many devices go back; of a recall in part only the lease's own page knows. */
    private static String concerned(LeaseFacts lease) {
        return lease.isRecalledInPart() && lease.recalledAt() == null ? null : LeaseFacts.words(lease.held());
    }

    private static Severity severity(LeaseFacts lease, Instant now) {
        if (lease.terminatesAt() != null) {
            return Severity.BAD;
        } else if (lease.waitsForCollection()) {
            return lease.given() ? Severity.WARNING : Severity.WAIT;
        } else if (!lease.isRunning()) {
            return Severity.WAIT;
        }
        long days = Duration.between(now, lease.firstDeparture()).toDays() + 1;
        return days <= 1 ? Severity.BAD : days <= 7 ? Severity.WARNING : Severity.WAIT;
    }

    private static Attention attention(LeaseFacts lease, Severity severity, Letter letter, String devices) {
        return new Attention(severity, letter.title(), letter.detail(), letter.path(), devices);
    }
}
