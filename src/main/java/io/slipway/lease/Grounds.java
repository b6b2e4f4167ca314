package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_DEVICES;

import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.Scope;
import io.slipway.scope.ScopeId;
import io.slipway.scope.Scopes;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * By what right the acting account leases, answers, or names a hub. Leasing devices of its own scopes is an operator's affair, so
 * whoever is only to receive devices and lease them on may not.
 */
@ApplicationScoped
class Grounds {
    private final Acting acting;
    private final Scopes scopes;
    private final LeaseStore store;
    private final LeaseHubStore hubs;

    Grounds(Acting acting, Scopes scopes, LeaseStore store, LeaseHubStore hubs) {
        this.acting = acting;
        this.scopes = scopes;
        this.store = store;
        this.hubs = hubs;
    }

    List<Scope> scopes(AccountTx tx) {
        return scopes.own(tx);
    }

    Ground of(AccountTx tx, Proposal proposal) {
        if (!proposal.isSublease()) {
            acting.require(tx, MANAGE_DEVICES);
            Scope scope = scopes.own(tx, IdScope.fromString(proposal.idScope()));
            return new Ground(tx.account(), scope.account(), scope.id(), null, 0);
        }
        Lease upper = asLessee(tx, LeaseId.given(proposal.upperLease()));
        if (!upper.state().equals("active") || !upper.rights().contains("sublease")) {
            throw Problem.invalid("upperLease", "This lease does not allow you to lease its devices on.");
        }
        if (upper.depth() >= Lease.DEEPEST) {
            throw Problem.invalid(
                    "upperLease",
                    "These devices were leased on %d times, which is as often as can be.".formatted(Lease.DEEPEST));
        }
        return new Ground(
                tx.account(), upper.operator(), upper.scope(), upper.id().value(), upper.depth() + 1);
    }

    /** A sublease keeps to the term and the rights of the lease above it. */
    void requireWithin(AccountTx tx, Ground ground, Terms terms) {
        if (ground.upperLease() == null) {
            return;
        }
        Lease upper = asLessee(tx, new LeaseId(ground.upperLease()));
        if (!upper.rights().containsAll(terms.rights())) {
            throw Problem.invalid("rights", "You can pass on only the rights that you have: " + upper.rights() + ".");
        }
        if (terms.endAction().equals("disable") && !upper.rights().contains("disable")) {
            throw Problem.invalid(
                    "endAction", "Your own lease does not let you disable the devices. Choose return or keep.");
        }
        requireWithin(upper.endsAt(), terms.endsAt());
    }

    void requireWithin(AccountTx tx, Lease lease, Instant endsAt) {
        if (lease.ground().upperLease() != null) {
            requireWithin(asLessee(tx, new LeaseId(lease.ground().upperLease())).endsAt(), endsAt);
        }
    }

    private static void requireWithin(Instant upper, Instant endsAt) {
        if (upper != null && (endsAt == null || endsAt.isAfter(upper))) {
            throw Problem.invalid("endsAt", "Your own lease ends on %s; this one cannot end later.".formatted(upper));
        }
    }

    Lease asLessor(AccountTx tx, LeaseId id) {
        Lease lease = store.locked(tx, id);
        if (!lease.lessor().equals(tx.account())) {
            throw Proposals.notYours("lessor");
        }
        if (lease.ground().upperLease() == null) {
            acting.require(tx, MANAGE_DEVICES);
        }
        return lease;
    }

    Lease asLessee(AccountTx tx, LeaseId id) {
        Lease lease = store.locked(tx, id);
        if (!lease.lessee().equals(tx.account())) {
            throw Proposals.notYours("lessee");
        }
        return lease;
    }

    /** A hub that the acting account may have devices of the scope on; null for none named. */
    UUID hub(AccountTx tx, ScopeId scope, String hostName, String field) {
        if (hostName == null || hostName.isBlank()) {
            return null;
        }
        return hubs.usable(tx, scope, tx.account()).stream()
                .filter(hub -> hub.hostName().equalsIgnoreCase(hostName.strip()))
                .map(LeaseHubStore.UsableHub::hubId)
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        field, "You have no hub of this host name that is linked to the scope or lent to you."));
    }

    boolean hasWayBack(AccountTx tx, ScopeId scope, String returnHub) {
        return hubs.hasWayBack(tx, scope, hub(tx, scope, returnHub, "returnHub"));
    }

    boolean hasHub(AccountTx tx, ScopeId scope) {
        return !hubs.usable(tx, scope, tx.account()).isEmpty();
    }
}
