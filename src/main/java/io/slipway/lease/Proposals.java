package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.slipway.account.Account;
import io.slipway.account.AccountSlug;
import io.slipway.account.Accounts;
import io.slipway.account.Acting;
import io.slipway.account.Capability;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.scope.Scope;
import io.slipway.web.Choice;
import io.slipway.web.Numbers;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Offering devices to another company, and taking an offer back. */
@ApplicationScoped
class Proposals {
    private final Acting acting;
    private final Accounts accounts;
    private final Grounds grounds;
    private final LeaseStore store;
    private final LeaseDeviceStore devices;
    private final Leases leases;
    private final SecondPersons secondPersons;
    private final LeaseTrails trails;
    private final Work work;
    private final Clock clock;

    Proposals(
            Acting acting,
            Accounts accounts,
            Grounds grounds,
            LeaseStore store,
            LeaseDeviceStore devices,
            Leases leases,
            SecondPersons secondPersons,
            LeaseTrails trails,
            Work work,
            Clock clock) {
        this.acting = acting;
        this.accounts = accounts;
        this.grounds = grounds;
        this.store = store;
        this.devices = devices;
        this.leases = leases;
        this.secondPersons = secondPersons;
        this.trails = trails;
        this.work = work;
        this.clock = clock;
    }

    /** The scopes whose devices the account may lease; none for a company that operates none. */
    List<Scope> scopes(AccountSlug account) {
        return acting.in(account, MANAGE_LEASES, grounds::scopes);
    }

    /** Where devices may return to. */
    List<Choice> hubs(AccountSlug account) {
        return acting.in(account, MANAGE_LEASES, tx -> store.hubs(tx).stream()
                .map(LeaseStore.UsableHub::choice)
                .toList());
    }

    /** What would become of it; nothing is written. */
    Availability preview(AccountSlug account, Proposal proposal) {
        proposal.checkDevices();
        return acting.in(account, MANAGE_LEASES, tx -> {
            Ground ground = grounds.of(tx, proposal);
            return devices.availability(tx, ground, keys(tx, ground, proposal.devices()));
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

    Outcome propose(AccountSlug account, Proposal proposal) {
        return acting.in(account, MANAGE_LEASES, tx -> {
            Ground ground = checked(tx, proposal);
            int ready = ready(tx, ground, keys(tx, ground, proposal.devices()), proposal.skipUnavailable());
            if (secondPersons.areNeeded(tx, ready)) {
                String summary = "Propose lease of " + Numbers.counted(ready, "device") + " to " + proposal.lessee();
                return Outcome.waiting(secondPersons.ask(
                        tx, ground.scope(), new SecondPersons.Question("proposal", null, summary, ready), proposal));
            }
            return Outcome.done(carryOut(tx, proposal));
        });
    }

    /** Enters the lease and its devices; whoever calls has checked that one person is enough. */
    LeaseView carryOut(AccountTx tx, Proposal proposal) {
        Ground ground = checked(tx, proposal);
        List<String> keys = keys(tx, ground, proposal.devices());
        ready(tx, ground, keys, proposal.skipUnavailable());
        UUID returnHub = grounds.hub(tx, ground.scope(), proposal.terms().returnHub(), "returnHub");
        AccountId lessee = address(tx, proposal.lessee());
        requireNotOperator(ground, lessee);
        Lease lease = new Lease(ground, lessee, proposal.terms(), returnHub, clock.instant());
        store.insert(tx, lease);
        requireTenant(tx, lease.lessee());
        int entered = enter(tx, lease, keys, proposal.skipUnavailable());
        trails.record(tx, lease, "lease.proposed", null, Map.of("devices", entered, "terms", proposal.terms()));
        work.note(tx, LeaseCourse.item(lease), lease.standsUntil());
        return leases.view(tx, lease.id());
    }

    /** Again when a second person approves: time has passed, and what was asked for may make no sense any more. */
    private Ground checked(AccountTx tx, Proposal proposal) {
        proposal.check(clock.instant());
        Ground ground = grounds.of(tx, proposal);
        grounds.requireWithin(tx, ground, proposal.terms());
        return ground;
    }

    /** More devices for a lease that runs; its lessee accepts or declines them. */
    LeaseView add(AccountSlug account, LeaseId id, Addition addition) {
        addition.check(clock.instant());
        return acting.in(account, MANAGE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            lease.requireRunning();
            Ground ground = lease.ground();
            List<String> keys = keys(tx, ground, addition.devices());
            ready(tx, ground, keys, addition.skipUnavailable());
            int entered = enter(tx, lease, keys, addition.skipUnavailable());
            lease.standUntil(addition.expiry(clock.instant()), clock.instant());
            trails.record(tx, lease, "lease.devicesOffered", null, Map.of("devices", entered));
            work.note(tx, LeaseCourse.item(lease), lease.offerExpiresAt());
            return leases.view(tx, id);
        });
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
        List<String> keys = choice.isList() ? choice.keys() : devices.matching(tx, ground, choice);
        if (keys.size() > DeviceChoice.MOST) {
            throw Problem.invalid("devices", "Choose 100,000 devices or fewer; make several leases of more.");
        }
        return keys;
    }

    /** How many of them can be leased; refuses if any cannot, or none can. */
    private int ready(AccountTx tx, Ground ground, List<String> keys, boolean skipUnavailable) {
        Availability availability = devices.availability(tx, ground, keys);
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

    private AccountId address(AccountTx tx, String slug) {
        AccountId lessee = accounts.addressOf(tx, new AccountSlug(slug)).orElseThrow(Proposals::noSuchTenant);
        if (lessee.equals(tx.account())) {
            throw Problem.invalid("lessee", "Your own account holds these devices already.");
        }
        return lessee;
    }

    private static void requireNotOperator(Ground ground, AccountId lessee) {
        if (lessee.equals(ground.operator())) {
            throw Problem.invalid(
                    "lessee",
                    "This company operates the scope of the devices. Return them instead of leasing them on.");
        }
    }

    /** Asked after the insert: row security shows a company to another only once a lease connects them. */
    private void requireTenant(AccountTx tx, AccountId id) {
        Account company = accounts.visible(tx).get(id);
        if (company == null || !company.capabilities().contains(Capability.TENANT.word())) {
            throw noSuchTenant();
        }
    }

    /** The same for an unknown name and a company that is no tenant, so that names cannot be probed. */
    private static Problem noSuchTenant() {
        return Problem.invalid(
                "lessee",
                "No tenant account has this name. Ask the tenant for the name in the addresses of its own pages; somebody"
                        + " of it must have signed in once.");
    }

    static Problem notYours(String who) {
        return new Problem(ProblemType.CONFLICT, "Only the %s of this lease can do this.", who);
    }
}
