package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.hub.HubId;
import io.slipway.hub.Hubs;
import io.slipway.scope.IdScope;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Planning reassignments: which devices, to which of the hubs that are open to the company. */
@ApplicationScoped
class Plans {
    private final Acting acting;
    private final PlanStore store;
    private final TargetStore targets;
    private final CountStore counts;
    private final Hubs hubs;
    private final Overviews overviews;
    private final Discards discards;
    private final AskedBy askedBy;
    private final Clock clock;

    Plans(
            Acting acting,
            PlanStore store,
            TargetStore targets,
            CountStore counts,
            Hubs hubs,
            Overviews overviews,
            Discards discards,
            AskedBy askedBy,
            Clock clock) {
        this.acting = acting;
        this.store = store;
        this.targets = targets;
        this.counts = counts;
        this.hubs = hubs;
        this.overviews = overviews;
        this.discards = discards;
        this.askedBy = askedBy;
        this.clock = clock;
    }

    List<String> scopes(AccountSlug account) {
        return acting.in(account, REASSIGN, targets::scopes);
    }

    /** Hubs that devices of the scope can be moved to. */
    List<Target> targets(AccountSlug account, IdScope idScope) {
        return acting.in(account, REASSIGN, tx -> targets.targets(tx, targets.scope(tx, idScope)));
    }

    List<Choice> leases(AccountSlug account, IdScope idScope) {
        return acting.in(account, REASSIGN, tx -> targets.leases(tx, targets.scope(tx, idScope)));
    }

    /** Makes a plan to look at; nothing moves before it is started. */
    Overview plan(AccountSlug account, ReassignmentDetails details) {
        details.check();
        return acting.in(account, REASSIGN, tx -> plan(tx, details));
    }

    Overview plan(AccountTx tx, ReassignmentDetails details) {
        TargetStore.ScopePlace scope = targets.scope(tx, IdScope.fromString(String.valueOf(details.idScope())));
        Target target = target(tx, scope, details.targetHub());
        UUID id = UUID.randomUUID();
        store.insert(tx, id, scope, target, details, askedBy.written(tx.actor()), clock.instant());
        store.plan(tx, id, scope, target, details.devices());
        int planned = counts.counts(tx, id).getOrDefault("planned", 0);
        keepToCapacity(tx, target, planned);
        store.arrange(tx, id, details.waveOf(planned), store.leftOut(tx, scope, details.devices()));
        discards.expireLater(tx, id);
        return overviews.recorded(tx, new ReassignmentId(id), "reassignment.planned");
    }

    private Target target(AccountTx tx, TargetStore.ScopePlace scope, String hostName) {
        Target target = targets.targets(tx, scope).stream()
                .filter(hub -> hub.hostName().equalsIgnoreCase(hostName))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "targetHub", "No hub with this host name is linked to the scope and open to you."));
        if (target.ending()) {
            throw Problem.invalid("targetHub", "The link to this hub is about to end. Choose another one.");
        }
        return target;
    }

    /** Whoever has the devices that are there. */
    private void keepToCapacity(AccountTx tx, Target target, int devices) {
        if (target.capacity() != null) {
            long free = target.capacity() - hubs.devices(tx, new HubId(target.hubId()));
            if (devices > free) {
                throw Problem.invalid(
                        "targetHub",
                        "%s has room for %,d more devices, and these are %,d. Choose fewer, or another hub."
                                .formatted(target.name(), Math.max(free, 0), devices));
            }
        }
    }
}
