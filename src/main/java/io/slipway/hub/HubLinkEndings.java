package io.slipway.hub;

import io.slipway.account.Acting;
import io.slipway.account.Permission;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.scope.Scopes;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.BiFunction;

/** Ending hub links, from the scope's side and from the hub's, without ever stranding a device. */
@ApplicationScoped
public class HubLinkEndings {
    /** The kind of work that {@link HubLinkEndingJob} does. */
    static final String WORK = "hubLinkEnding";

    private final Acting acting;
    private final Scopes scopes;
    private final Hubs hubs;
    private final HubLinkStore store;
    private final Events events;
    private final Work work;
    private final Clock clock;

    HubLinkEndings(Acting acting, Scopes scopes, Hubs hubs, HubLinkStore store, Events events, Work work, Clock clock) {
        this.acting = acting;
        this.scopes = scopes;
        this.hubs = hubs;
        this.store = store;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    HubLinkFacts get(HubLinkSide side) {
        return in(side, side.viewing(), (tx, link) -> store.facts(tx, link.id()));
    }

    /** What depends on the link, as far as the side may know of it. */
    HubLinkUse use(HubLinkSide side) {
        return in(side, side.viewing(), (tx, link) -> store.use(tx, link, HubUse.COUNTED));
    }

    /** The database refuses while a device of the scope is on the hub, or being sent there; the refusal says how many are there. */
    void end(HubLinkSide side, Integer version) {
        try {
            in(side, side.managing(), (tx, link) -> {
                Versions.check(version, link.version());
                record(tx, "hubLink.deleted", link, link.details(), null);
                store.delete(tx, link);
                return null;
            });
        } catch (Problem refused) {
            throw refused.type() == ProblemType.IN_USE ? use(side).refusal(refused) : refused;
        }
    }

    /** From now on no device comes; once the last one is gone, the link ends by itself. */
    HubLinkFacts endOnceEmpty(HubLinkSide side) {
        return acting.in(side.account(), side.managing(), tx -> endOnceEmpty(tx, side));
    }

    /** For reassignments: in the transaction that begins to move its devices away. */
    public HubLinkFacts endOnceEmpty(AccountTx tx, HubLinkSide side) {
        HubLink link = find(tx, side);
        if (!link.isEndedBy(tx.account())) {
            link.endOnceEmpty(tx.account(), clock.instant());
            record(tx, "hubLink.ending", link, null, null);
            work.note(tx, new Work.Item(WORK, link.id().value(), link.account()), clock.instant());
        }
        return store.facts(tx, link.id());
    }

    /** For reassignments: a link as both companies see it. */
    public HubLinkFacts facts(AccountTx tx, HubLinkSide side) {
        return store.facts(tx, find(tx, side).id());
    }

    /** Takes that back, for the acting account alone: the link still ends if the other company wants it to. */
    HubLinkFacts keep(HubLinkSide side) {
        return in(side, side.managing(), (tx, link) -> {
            if (link.isEndedBy(tx.account())) {
                link.keep(tx.account(), clock.instant());
                record(tx, "hubLink.kept", link, null, null);
            } else if (link.isEnding()) {
                throw new Problem(
                        ProblemType.CONFLICT, "The other company wants this link to end. Ask it to take that back.");
            }
            return store.facts(tx, link.id());
        });
    }

    <T> T in(HubLinkSide side, Permission permission, BiFunction<AccountTx, HubLink, T> work) {
        return acting.in(side.account(), permission, tx -> work.apply(tx, find(tx, side)));
    }

    private HubLink find(AccountTx tx, HubLinkSide side) {
        if (side instanceof HubLinkSide.OfScope ofScope) {
            return store.inScope(tx, scopes.own(tx, ofScope.idScope()).id(), ofScope.link());
        }
        HubLinkSide.OfHub ofHub = (HubLinkSide.OfHub) side;
        return store.ofHub(tx, hubs.own(tx, ofHub.hub()).id(), ofHub.link());
    }

    void record(AccountTx tx, String action, HubLink link, Object before, Object after) {
        AccountId other = tx.account().equals(link.account()) ? link.hubAccount() : link.account();
        events.recordForBoth(
                tx,
                other,
                store.facts(tx, link.id()).act(action).in(link.scope()).changing(before, after));
    }
}
