package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_DEVICES;
import static io.slipway.account.Permission.MANAGE_LEASES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.lease.SecondPersons.Question;
import io.slipway.scope.Scope;
import io.slipway.web.Choice;
import io.slipway.web.Numbers;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Offering devices to another company, and taking an offer back. */
@ApplicationScoped
class Proposals {
    private final Acting acting;
    private final Lessees lessees;
    private final Grounds grounds;
    private final LeaseStore store;
    private final LeaseHubStore hubs;
    private final LeaseDeviceStore devices;
    private final AvailabilityStore availabilities;
    private final ExtentStore extents;
    private final Leases leases;
    private final SecondPersons secondPersons;
    private final LeaseTrails trails;
    private final Work work;
    private final Clock clock;

    Proposals(
            Acting acting,
            Lessees lessees,
            Grounds grounds,
            LeaseStore store,
            LeaseHubStore hubs,
            LeaseDeviceStore devices,
            AvailabilityStore availabilities,
            ExtentStore extents,
            Leases leases,
            SecondPersons secondPersons,
            LeaseTrails trails,
            Work work,
            Clock clock) {
        this.acting = acting;
        this.lessees = lessees;
        this.grounds = grounds;
        this.store = store;
        this.hubs = hubs;
        this.devices = devices;
        this.availabilities = availabilities;
        this.extents = extents;
        this.leases = leases;
        this.secondPersons = secondPersons;
        this.trails = trails;
        this.work = work;
        this.clock = clock;
    }

    /** The scopes whose devices the caller may lease; none for a company that operates none. */
    List<Scope> scopes(AccountSlug account) {
        return acting.may(account, MANAGE_DEVICES) ? acting.in(account, MANAGE_DEVICES, grounds::scopes) : List.of();
    }

    /** Where devices may return to. */
    List<Choice> hubs(AccountSlug account) {
        return acting.in(account, MANAGE_LEASES, tx -> hubs.ofAccount(tx).stream()
                .map(LeaseHubStore.UsableHub::choice)
                .toList());
    }

    /** What would become of it; nothing is written. */
    Availability preview(AccountSlug account, Proposal proposal) {
        proposal.checkDevices();
        return acting.in(account, MANAGE_LEASES, tx -> {
            Ground ground = grounds.of(tx, proposal);
            if (!proposal.lessee().isEmpty()) {
                lessees.find(tx, ground, proposal.lessee());
            }
            return availabilities.availability(tx, ground, keys(tx, ground, proposal.devices()));
        });
    }

    /** Whether the devices would come back to no hub when such a lease ends. */
    boolean lacksWayBack(AccountSlug account, Proposal proposal) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            Ground ground = grounds.of(tx, proposal);
            return !proposal.terms().endAction().equals("disable")
                    && !grounds.hasWayBack(tx, ground.scope(), proposal.terms().returnHub());
        });
    }

    /** Refuses what could not be proposed whichever devices it is about. */
    void check(AccountSlug account, Proposal proposal) {
        acting.in(account, MANAGE_LEASES, tx -> judged(tx, proposal));
    }

    Outcome propose(AccountSlug account, Proposal proposal) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            Ground ground = judged(tx, proposal);
            int ready = ready(tx, ground, keys(tx, ground, proposal.devices()), proposal.skipUnavailable());
            String summary = "Propose lease of " + Numbers.counted(ready, "device") + " to " + proposal.lessee();
            Question question = new Question("proposal", null, ground.scope(), summary, extent(tx, proposal), ready);
            return secondPersons.agree(tx, question, proposal, () -> carryOut(tx, proposal));
        });
    }

    /** Which devices it would offer now. */
    Extent extent(AccountTx tx, Proposal proposal) {
        Ground ground = grounds.of(tx, proposal);
        return extents.leasable(tx, ground, keys(tx, ground, proposal.devices()));
    }

    Extent extent(AccountTx tx, LeaseId id, Addition addition) {
        Ground ground = grounds.asLessor(tx, id).ground();
        return extents.leasable(tx, ground, keys(tx, ground, addition.devices()));
    }

    /** Again when a second person approves: time has passed, and what was asked for may make no sense any more. */
    private Ground judged(AccountTx tx, Proposal proposal) {
        proposal.check(clock.instant());
        Ground ground = grounds.of(tx, proposal);
        grounds.requireWithin(tx, ground, proposal.terms());
        grounds.hub(tx, ground.scope(), proposal.terms().returnHub(), "returnHub");
        lessees.find(tx, ground, proposal.lessee());
        return ground;
    }

    /** Enters the lease and its devices; whoever calls has checked that one person is enough. */
    LeaseView carryOut(AccountTx tx, Proposal proposal) {
        Ground ground = judged(tx, proposal);
        List<String> keys = keys(tx, ground, proposal.devices());
        ready(tx, ground, keys, proposal.skipUnavailable());
        UUID returnHub = grounds.hub(tx, ground.scope(), proposal.terms().returnHub(), "returnHub");
        Lease lease = new Lease(
                ground, lessees.find(tx, ground, proposal.lessee()), proposal.terms(), returnHub, clock.instant());
        store.insert(tx, lease);
        int entered = enter(tx, lease, keys, proposal.skipUnavailable());
        trails.proposed(tx, lease, entered, proposal.terms());
        work.note(tx, LeaseCourse.item(lease), lease.standsUntil());
        if (proposal.isSublease()) {
            // It may be about to end, which only its own course may write into those below.
            work.note(tx, LeaseCourse.itemAbove(lease), clock.instant());
        }
        return leases.view(tx, lease.id());
    }

    /** More devices for a lease that runs; its lessee accepts or declines them. */
    Outcome add(AccountSlug account, LeaseId id, Addition addition) {
        addition.check(clock.instant());
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            lease.requireRunning();
            int more =
                    ready(tx, lease.ground(), keys(tx, lease.ground(), addition.devices()), addition.skipUnavailable());
            // Judged by what the lease becomes, or it would grow past the limit by and by.
            int size = more + extents.whole(tx, id).devices();
            String summary = "Add " + Numbers.counted(more, "device") + " to lease " + lease.reference();
            Question question = new Question("addition", id, lease.scope(), summary, extent(tx, id, addition), size);
            return secondPersons.agree(tx, question, addition, () -> carryOut(tx, id, addition));
        });
    }

    /** Whoever calls has checked that one person is enough. */
    LeaseView carryOut(AccountTx tx, LeaseId id, Addition addition) {
        Lease lease = grounds.asLessor(tx, id);
        lease.requireRunning();
        List<String> keys = keys(tx, lease.ground(), addition.devices());
        ready(tx, lease.ground(), keys, addition.skipUnavailable());
        boolean offersAlready = devices.counts(tx, id).containsKey("proposed");
        int entered = enter(tx, lease, keys, addition.skipUnavailable());
        Instant expiry = addition.expiry(clock.instant());
        // What its lessee was offered before stands as long as it was told.
        if (!offersAlready || expiry.isAfter(lease.offerExpiresAt())) {
            lease.standUntil(expiry, clock.instant());
        }
        trails.record(tx, lease, "lease.devicesOffered", null, Map.of("devices", entered));
        work.note(tx, LeaseCourse.item(lease), lease.offerExpiresAt());
        return leases.view(tx, id);
    }

    LeaseView withdraw(AccountSlug account, LeaseId id) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            lease.withdraw(clock.instant());
            devices.move(tx, id, "proposed", "removed", null);
            trails.record(tx, lease, "lease.withdrawn", null, null);
            return leases.view(tx, id);
        });
    }

    private List<String> keys(AccountTx tx, Ground ground, DeviceChoice choice) {
        choice.conditions().check();
        DeviceChoice rule = ground.upperLease() == null ? choice : choice.heldBy(ground.upperLease());
        List<String> keys = choice.isList() ? choice.keys() : availabilities.matching(tx, ground, rule);
        if (keys.size() > DeviceChoice.MOST) {
            throw Problem.invalid("devices", "Choose 100,000 devices or fewer; make several leases of more.");
        }
        return keys;
    }

    /** How many of them can be leased; refuses if any cannot, or none can. */
    private int ready(AccountTx tx, Ground ground, List<String> keys, boolean skipUnavailable) {
        Availability availability = availabilities.availability(tx, ground, keys);
        if (!availability.complete() && !skipUnavailable) {
            throw Problem.invalid(
                    "devices",
                    "%s cannot be leased: %s. Leave them out, or choose to skip them."
                            .formatted(Numbers.counted(availability.unavailable(), "device"), availability.sentence()));
        }
        if (availability.ready() == 0) {
            throw Problem.invalid("devices", "None of the chosen devices can be leased.");
        }
        return availability.ready();
    }

    /** Others may have got ahead since they were counted; an offer of nothing is none. */
    private int enter(AccountTx tx, Lease lease, List<String> keys, boolean skipUnavailable) {
        int entered = devices.propose(tx, lease, keys);
        Lease.require(
                entered == keys.size() || skipUnavailable && entered > 0,
                "%s of %s cannot be leased any more: somebody offered or leased them a moment ago. Look at the devices again."
                        .formatted(
                                Numbers.grouped(keys.size() - entered), Numbers.counted(keys.size(), "chosen device")));
        return entered;
    }

    static Problem notYours(String who) {
        return new Problem(ProblemType.CONFLICT, "Only the %s of this lease can do this.", who);
    }
}
