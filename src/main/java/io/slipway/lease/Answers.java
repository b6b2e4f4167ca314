package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.lease.SecondPersons.Question;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a lessee says to an offer, and where it wants its devices. */
@ApplicationScoped
class Answers {
    private final Acting acting;
    private final Grounds grounds;
    private final LeaseDeviceStore devices;
    private final ExtentStore extents;
    private final Leases leases;
    private final SecondPersons secondPersons;
    private final LeaseTrails trails;
    private final Work work;
    private final Clock clock;

    Answers(
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

    /** Accepts all that is on offer, or the part named; the rest is declined. */
    Outcome accept(AccountSlug account, LeaseId id, Acceptance acceptance) {
        acceptance.check();
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = offered(tx, id, acceptance);
            List<String> keys = acceptance.keys();
            Extent extent = extents.accepted(tx, id, keys);
            requireOnOffer(extent.devices(), keys);
            Question question = Question.about(lease, "acceptance", "Accept", extent);
            return secondPersons.agree(tx, question, acceptance, () -> carryOut(tx, id, acceptance));
        });
    }

    /** Whoever calls has checked that one person is enough. */
    LeaseView carryOut(AccountTx tx, LeaseId id, Acceptance acceptance) {
        Lease lease = offered(tx, id, acceptance);
        List<String> keys = acceptance.keys();
        int accepted = devices.move(tx, id, "proposed", "starting", keys);
        requireOnOffer(accepted, keys);
        int declined = devices.move(tx, id, "proposed", "declined", null);
        UUID hub = grounds.hub(tx, lease.scope(), acceptance.defaultHub(), "defaultHub");
        lease.accept(hub, acceptance.note(), clock.instant());
        Map<String, ?> said = Map.of("devices", accepted, "declined", declined, "note", written(acceptance.note()));
        trails.record(tx, lease, "lease.accepted", null, said);
        if (hub != null) {
            chosen(tx, lease, acceptance.defaultHub());
        }
        work.note(tx, LeaseCourse.item(lease), clock.instant());
        return leases.view(tx, id);
    }

    /** Declines an offer, or the devices that were offered in addition. */
    LeaseView decline(AccountSlug account, LeaseId id, AnswerApi.Note note) {
        note.check();
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessee(tx, id);
            int declined = devices.move(tx, id, "proposed", "declined", null);
            Lease.require(declined > 0, "There is nothing on offer in this lease.");
            if (lease.isOpenOffer()) {
                lease.decline(note.note(), clock.instant());
            }
            Map<String, ?> said = Map.of("devices", declined, "note", written(note.note()));
            trails.record(tx, lease, "lease.declined", null, said);
            return leases.view(tx, id);
        });
    }

    LeaseView choose(AccountSlug account, LeaseId id, String hostName) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessee(tx, id);
            lease.choose(grounds.hub(tx, lease.scope(), hostName, "defaultHub"), clock.instant());
            chosen(tx, lease, written(hostName));
            return leases.view(tx, id);
        });
    }

    private void chosen(AccountTx tx, Lease lease, String hostName) {
        trails.recordHub(tx, lease, "lease.hubChosen", Map.of("defaultHub", hostName));
    }

    private static String written(String text) {
        return text == null ? "" : text;
    }

    private static void requireOnOffer(int found, List<String> keys) {
        Lease.require(
                found > 0 && (keys == null || found == keys.size()),
                "Not all of these devices are on offer. Load the lease again and choose among them.");
    }

    private Lease offered(AccountTx tx, LeaseId id, Acceptance acceptance) {
        Lease lease = grounds.asLessee(tx, id);
        Lease.require(
                lease.isOpenOffer() || lease.isRunning(),
                "This offer does not stand any more. Its state is " + lease.state() + ".");
        Lease.require(
                clock.instant().isBefore(lease.standsUntil()), "This offer has expired. Ask the lessor for a new one.");
        grounds.hub(tx, lease.scope(), acceptance.defaultHub(), "defaultHub");
        if (!grounds.hasHub(tx, lease.scope())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The devices would have nowhere to go. Offer one of your hubs to the operator's scope, or have one"
                            + " lent to you, and accept then.");
        }
        return lease;
    }
}
