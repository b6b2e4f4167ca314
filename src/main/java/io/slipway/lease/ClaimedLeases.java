package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.scope.ScopeId;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** For claims: leases of devices that a tenant asks for by a code, one lease for each policy and tenant while its terms stay. */
@ApplicationScoped
public class ClaimedLeases {
    private final LeaseStore store;
    private final LeaseDeviceStore devices;
    private final Grounds grounds;
    private final LeaseTrails trails;
    private final Work work;
    private final Clock clock;

    ClaimedLeases(
            LeaseStore store, LeaseDeviceStore devices, Grounds grounds, LeaseTrails trails, Work work, Clock clock) {
        this.store = store;
        this.devices = devices;
        this.grounds = grounds;
        this.trails = trails;
        this.work = work;
        this.clock = clock;
    }

    /** Hubs the claimant may wish the device on. */
    public List<Choice> hubs(AccountTx tx) {
        return store.hubs(tx).stream().map(LeaseStore.UsableHub::choice).toList();
    }

    /** A hub that claimed devices of the acting account's scope can come back to; null for none named. */
    public UUID returnHub(AccountTx tx, ScopeId scope, String hostName) {
        return grounds.hub(tx, scope, hostName, "returnHub");
    }

    /** As the claimant, in the transaction that presents the code: the lease runs at once. */
    public LeaseId begin(AccountTx tx, ClaimedDevice claimed, String hub) {
        lacksHub(tx, claimed).ifPresent(problem -> {
            throw problem;
        });
        Lease lease = leaseWith(tx, claimed, tx.account());
        devices.enter(tx, lease, claimed);
        lease.accept(grounds.hub(tx, claimed.scope(), hub, "defaultHub"), null, clock.instant());
        devices.move(tx, lease.id(), "proposed", "starting", List.of(claimed.registrationKey()));
        record(tx, lease, claimed, "lease.deviceClaimed");
        return lease.id();
    }

    /** As the operator, who approves a claim: the claimant finds the device on offer. */
    public LeaseId offer(AccountTx tx, ClaimedDevice claimed, AccountId claimant) {
        Lease lease = leaseWith(tx, claimed, claimant);
        if (devices.propose(tx, lease, List.of(claimed.registrationKey())) == 0) {
            throw new Problem(ProblemType.CONFLICT, "This device is on offer or in a lease already.");
        }
        record(tx, lease, claimed, "lease.claimApproved");
        return lease.id();
    }

    /** How many devices that company has by the policy. */
    public int held(AccountTx tx, UUID policy, AccountId claimant) {
        return devices.heldByClaims(tx, policy, claimant);
    }

    /** Why the claimant cannot have the device; empty if it has a hub for it. */
    public Optional<Problem> lacksHub(AccountTx tx, ClaimedDevice claimed) {
        return grounds.hasHub(tx, claimed.scope())
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemType.CONFLICT,
                        "The device would have nowhere to go. Offer one of your hubs to the operator's scope, or have one"
                                + " lent to you, and claim then."));
    }

    /** Until when the claimant would have the device, were it to claim it now; null for open. */
    public Instant wouldEnd(AccountTx tx, ClaimedDevice claimed) {
        return store.runningByClaims(tx, claimed, tx.account())
                .map(running -> Optional.ofNullable(running.endsAt()))
                .orElseGet(
                        () -> Optional.ofNullable(claimed.terms(clock.instant()).endsAt()))
                .orElse(null);
    }

    private Lease leaseWith(AccountTx tx, ClaimedDevice claimed, AccountId claimant) {
        Optional<Lease> running = store.runningByClaims(tx, claimed, claimant);
        return running.orElseGet(() -> {
            Lease lease = new Lease(claimed, claimant, claimed.terms(clock.instant()), clock.instant());
            store.insert(tx, lease);
            return lease;
        });
    }

    private void record(AccountTx tx, Lease lease, ClaimedDevice claimed, String action) {
        trails.record(tx, lease, action, null, Map.of("device", claimed.registrationId()));
        work.note(tx, LeaseCourse.item(lease), clock.instant());
    }
}
