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

/**
 * For claims: leases of devices that a tenant asks for by a code. One lease for each policy and tenant, while its terms stay, it is
 * not about to end, and the tenant names no other hub.
 */
@ApplicationScoped
public class ClaimedLeases {
    private final LeaseStore store;
    private final LeaseHubStore hubs;
    private final LeaseDeviceStore devices;
    private final Grounds grounds;
    private final LeaseTrails trails;
    private final Work work;
    private final Clock clock;

    ClaimedLeases(
            LeaseStore store,
            LeaseHubStore hubs,
            LeaseDeviceStore devices,
            Grounds grounds,
            LeaseTrails trails,
            Work work,
            Clock clock) {
        this.store = store;
        this.hubs = hubs;
        this.devices = devices;
        this.grounds = grounds;
        this.trails = trails;
        this.work = work;
        this.clock = clock;
    }

    /** Hubs the claimant may wish the device on. */
    public List<Choice> hubs(AccountTx tx) {
        return hubs.ofAccount(tx).stream().map(LeaseHubStore.UsableHub::choice).toList();
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
        UUID wish = grounds.hub(tx, claimed.scope(), hub, "defaultHub");
        Lease lease = leaseWith(tx, claimed, tx.account(), wish);
        devices.enter(tx, lease, claimed);
        lease.accept(wish, null, clock.instant());
        devices.move(tx, lease.id(), "proposed", "starting", List.of(claimed.registrationKey()));
        record(tx, lease, claimed, "lease.deviceClaimed");
        return lease.id();
    }

    /** As the operator, who approves a claim: the claimant finds the device on offer. */
    public LeaseId offer(AccountTx tx, ClaimedDevice claimed, AccountId claimant) {
        Lease lease = leaseWith(tx, claimed, claimant, null);
        if (devices.propose(tx, lease, List.of(claimed.registrationKey())) == 0) {
            throw new Problem(ProblemType.CONFLICT, "This device is on offer or in a lease already, or disabled.");
        }
        Instant expiry = claimed.terms(clock.instant()).expiry(clock.instant());
        if (expiry.isAfter(lease.offerExpiresAt())) {
            lease.standUntil(expiry, clock.instant());
        }
        record(tx, lease, claimed, "lease.claimApproved");
        return lease.id();
    }

    /** How many devices that company has by the policy, and until the transaction ends it gets no other. */
    public int held(AccountTx tx, UUID policy, AccountId claimant) {
        store.lockClaims(tx, policy, claimant);
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
        return running(tx, claimed, tx.account(), null)
                .map(lease -> Optional.ofNullable(lease.endsAt()))
                .orElseGet(
                        () -> Optional.ofNullable(claimed.terms(clock.instant()).endsAt()))
                .orElse(null);
    }

    private Lease leaseWith(AccountTx tx, ClaimedDevice claimed, AccountId claimant, UUID hub) {
        Instant now = clock.instant();
        return running(tx, claimed, claimant, hub).orElseGet(() -> {
            Lease lease = new Lease(claimed, claimant, claimed.terms(now), now);
            store.insert(tx, lease);
            return lease;
        });
    }

    private Optional<Lease> running(AccountTx tx, ClaimedDevice claimed, AccountId claimant, UUID hub) {
        Instant now = clock.instant();
        store.lockClaims(tx, claimed.policy(), claimant);
        return store.byClaims(tx, claimed, claimant).stream()
                .filter(lease -> lease.takesMore(claimed.termDays(), now) && lease.sendsTo(hub))
                .findFirst();
    }

    private void record(AccountTx tx, Lease lease, ClaimedDevice claimed, String action) {
        trails.record(tx, lease, action, null, Map.of("device", claimed.registrationId()));
        work.note(tx, LeaseCourse.item(lease), clock.instant());
    }
}
