package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.lease.ClaimedLeases;
import io.slipway.lease.LeaseId;
import io.slipway.notice.Notices;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Who used codes, and what the operator says to those that ask for its approval. */
@ApplicationScoped
class ClaimDecisions {
    private static final int SHOWN = 200;
    private final Acting acting;
    private final ClaimPolicyStore policies;
    private final ClaimStore store;
    private final ClaimedLeases leases;
    private final Events events;
    private final Notices notices;
    private final Clock clock;

    ClaimDecisions(
            Acting acting,
            ClaimPolicyStore policies,
            ClaimStore store,
            ClaimedLeases leases,
            Events events,
            Notices notices,
            Clock clock) {
        this.acting = acting;
        this.policies = policies;
        this.store = store;
        this.leases = leases;
        this.events = events;
        this.notices = notices;
        this.clock = clock;
    }

    List<Claim> all(AccountSlug account, ClaimPolicyId id) {
        return acting.in(
                account,
                VIEW_SCOPES,
                tx -> store.claims(tx, policies.get(tx, id).id(), SHOWN));
    }

    void approve(AccountSlug account, ClaimPolicyId id, ClaimId claim) {
        acting.in(account, MANAGE_SCOPES, tx -> {
            Claim pending = pending(tx, id, claim);
            requireRoom(tx, policies.get(tx, id), pending);
            LeaseId lease = leases.offer(tx, store.device(tx, claim.value()), pending.claimantId());
            decide(tx, id, pending, "used", lease);
            record(tx, id, pending, "claim.approved");
            return null;
        });
    }

    void refuse(AccountSlug account, ClaimPolicyId id, ClaimId claim) {
        acting.in(account, MANAGE_SCOPES, tx -> {
            Claim pending = pending(tx, id, claim);
            decide(tx, id, pending, "refused", null);
            record(tx, id, pending, "claim.refused");
            notices.note(tx, pending.claimantId(), claim.value(), ClaimLetters.REFUSED, clock.instant());
            return null;
        });
    }

    private void requireRoom(AccountTx tx, ClaimPolicy policy, Claim claim) {
        Integer most = policy.mostDevices();
        if (most != null && leases.held(tx, policy.id().value(), claim.claimantId()) >= most) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "%s has the %d devices already that %s allows. Raise the limit, or refuse the claim.",
                    claim.claimantName(),
                    most,
                    policy.name());
        }
    }

    /** Locked until the transaction ends, so that of two answers at once the second finds the first. */
    private Claim pending(AccountTx tx, ClaimPolicyId id, ClaimId claim) {
        store.lock(tx, claim);
        Claim found = store.claim(tx, policies.get(tx, id).id(), claim).orElseThrow(() -> Problem.notFound("claim"));
        if (!found.isPending()) {
            throw decided();
        }
        return found;
    }

    private void decide(AccountTx tx, ClaimPolicyId id, Claim claim, String state, LeaseId lease) {
        if (!store.decide(tx, claim.id(), state, lease, clock.instant())) {
            throw decided();
        }
    }

    private void record(AccountTx tx, ClaimPolicyId id, Claim claim, String action) {
        Act act = Act.of(action, claim.id(), claim.registrationId())
                .in(policies.get(tx, id).scope());
        events.recordForBoth(tx, claim.claimantId(), act);
    }

    private static Problem decided() {
        return new Problem(ProblemType.CONFLICT, "This claim was decided already.");
    }
}
