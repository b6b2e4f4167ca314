package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.lease.SecondPersons.Question;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How devices come back: returned by the lessee, recalled by the lessor, collected; or the term is put off. */
@ApplicationScoped
class Endings {
    private static final String NOT_RETURNED =
            "Not all of these devices can be returned: you hold them all, and lease none of them on?";
    private static final String NOT_LEAVING =
            "Not all of these devices are recalled by themselves. Load the lease again.";
    private static final String NOT_RECALLED = "Not all of these devices are in this lease. Load it again.";

    private final Acting acting;
    private final Grounds grounds;
    private final LeaseDeviceStore devices;
    private final ExtentStore extents;
    private final Leases leases;
    private final SecondPersons secondPersons;
    private final LeaseTrails trails;
    private final Work work;
    private final Clock clock;

    Endings(
            Acting acting,
            Grounds grounds,
            LeaseDeviceStore devices,
            ExtentStore extents,
            Leases leases,
            SecondPersons secondPersons,
            LeaseTrails trails,
            Work work,
            Clock clock) {
        this.acting = acting;
        this.grounds = grounds;
        this.devices = devices;
        this.extents = extents;
        this.leases = leases;
        this.secondPersons = secondPersons;
        this.trails = trails;
        this.work = work;
        this.clock = clock;
    }

    LeaseView renew(AccountSlug account, LeaseId id, Instant endsAt) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            grounds.requireWithin(tx, lease, endsAt);
            Map<String, String> before = Map.of("endsAt", String.valueOf(lease.endsAt()));
            lease.renew(endsAt, clock.instant());
            String after = endsAt == null ? "open" : endsAt.toString();
            return done(tx, lease, "lease.renewed", before, Map.of("endsAt", after));
        });
    }

    /** The lessee gives devices back before the term is over. */
    Outcome giveBack(AccountSlug account, LeaseId id, Returning returning) {
        returning.check();
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessee(tx, id);
            lease.requireRunning();
            List<String> keys = returning.keys();
            Extent extent = extents.returned(tx, id, keys);
            Lease.require(keys == null || extent.devices() == keys.size(), NOT_RETURNED);
            Question question = Question.about(lease, "return", "Return", extent);
            return secondPersons.agree(tx, question, returning, () -> carryOut(tx, id, returning));
        });
    }

    /** Whoever calls has checked that one person is enough. */
    LeaseView carryOut(AccountTx tx, LeaseId id, Returning returning) {
        Lease lease = grounds.asLessee(tx, id);
        List<String> keys = returning.keys();
        if (keys == null) {
            lease.giveBack(returning.reason(), clock.instant());
        } else {
            lease.requireRunning();
            Lease.require(devices.giveBack(tx, lease, keys) == keys.size(), NOT_RETURNED);
        }
        return done(tx, lease, "lease.returned", null, said(keys, returning.reason()));
    }

    /** The lessor wants devices back, and gives the notice that was agreed. */
    Outcome recall(AccountSlug account, LeaseId id, Returning returning) {
        returning.check();
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            List<String> keys = returning.keys();
            if (keys == null) {
                lease.requireRecallable();
            }
            Extent extent = extents.recalled(tx, id, keys);
            Lease.require(keys == null || extent.devices() == keys.size(), NOT_RECALLED);
            Question question = Question.about(lease, "recall", "Recall", extent);
            return secondPersons.agree(tx, question, returning, () -> recall(tx, id, returning));
        });
    }

    /** Whoever calls has checked that one person is enough. */
    LeaseView recall(AccountTx tx, LeaseId id, Returning returning) {
        Lease lease = grounds.asLessor(tx, id);
        List<String> keys = returning.keys();
        if (keys == null) {
            lease.recall(returning.reason(), clock.instant());
        } else {
            recall(tx, lease, keys);
        }
        return done(tx, lease, "lease.recalled", null, said(keys, returning.reason()));
    }

    /** What was only offered is taken back at once. */
    private void recall(AccountTx tx, Lease lease, List<String> keys) {
        Instant leavesAt = clock.instant().plus(Duration.ofDays(lease.noticeDays()));
        int taken = devices.move(tx, lease.id(), "proposed", "removed", keys)
                + devices.leaveAt(tx, lease.id(), keys, leavesAt);
        Lease.require(taken == keys.size(), NOT_RECALLED);
    }

    /** Of the lease, or of single devices of it, all of them or those named. */
    LeaseView takeBackRecall(AccountSlug account, LeaseId id, Returning staying) {
        staying.check();
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            List<String> keys = staying.keys();
            List<String> leaving = extents.leaving(tx, id, keys);
            if (keys == null && (lease.isRecalled() || leaving.isEmpty())) {
                lease.takeBackRecall(clock.instant());
            } else {
                Lease.require(keys == null || leaving.size() == keys.size(), NOT_LEAVING);
                devices.leaveAt(tx, id, leaving, null);
            }
            return done(tx, lease, "lease.recallTakenBack", null, said(keys, null));
        });
    }

    /** The lessor comes for devices that their lessee kept until then. */
    Outcome collect(AccountSlug account, LeaseId id, AnswerApi.HubChoice choice) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            lease.requireKept();
            grounds.hub(tx, lease.scope(), choice.hub(), "hub");
            Extent extent = extents.collected(tx, lease);
            Lease.require(extent.devices() > 0, "No device of this lease waits to be collected.");
            Question question = Question.about(lease, "collection", "Collect", extent);
            return secondPersons.agree(tx, question, choice, () -> collect(tx, id, choice));
        });
    }

    /** Whoever calls has checked that one person is enough. */
    LeaseView collect(AccountTx tx, LeaseId id, AnswerApi.HubChoice choice) {
        Lease lease = grounds.asLessor(tx, id);
        devices.collect(tx, lease, clock.instant());
        lease.collect(grounds.hub(tx, lease.scope(), choice.hub(), "hub"), clock.instant());
        trails.recordHub(
                tx, lease, "lease.collected", Map.of("hub", choice.hub() == null ? "allocation" : choice.hub()));
        return underWay(tx, lease);
    }

    private LeaseView done(AccountTx tx, Lease lease, String action, Map<String, ?> before, Map<String, ?> after) {
        trails.record(tx, lease, action, before, after);
        return underWay(tx, lease);
    }

    private LeaseView underWay(AccountTx tx, Lease lease) {
        work.note(tx, LeaseCourse.item(lease), clock.instant());
        return leases.view(tx, lease.id());
    }

    private static Map<String, Object> said(List<String> keys, String reason) {
        return Map.of("devices", keys == null ? "all" : keys.size(), "reason", reason == null ? "" : reason);
    }
}
