package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_HUBS;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.Scope;
import io.slipway.scope.Scopes;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/** Linking hubs to scopes, so that devices of the scope can be allocated there. */
@ApplicationScoped
public class HubLinks {
    private final Acting acting;
    private final Scopes scopes;
    private final Hubs hubs;
    private final HubLinkStore store;
    private final HubsOfOthers others;
    private final Events events;
    private final Clock clock;

    HubLinks(
            Acting acting,
            Scopes scopes,
            Hubs hubs,
            HubLinkStore store,
            HubsOfOthers others,
            Events events,
            Clock clock) {
        this.acting = acting;
        this.scopes = scopes;
        this.hubs = hubs;
        this.store = store;
        this.others = others;
        this.events = events;
        this.clock = clock;
    }

    /** The hubs linked to a scope, by host name. */
    public List<HubLinkFacts> ofScope(AccountSlug account, IdScope idScope) {
        return acting.in(
                account,
                VIEW_SCOPES,
                tx -> store.ofScope(tx, scopes.own(tx, idScope).id()));
    }

    /** The scopes a hub is linked to. */
    public List<HubLinkFacts> ofHub(AccountSlug account, HubName name) {
        return acting.in(
                account, VIEW_HUBS, tx -> store.ofHub(tx, hubs.own(tx, name).id()));
    }

    /** What the page of a scope's hubs shows. */
    ScopeHubs page(AccountSlug account, IdScope idScope) {
        return acting.in(account, VIEW_SCOPES, tx -> {
            Scope scope = scopes.own(tx, idScope);
            return new ScopeHubs(scope, store.ofScope(tx, scope.id()), hubs.own(tx), others.offered(tx));
        });
    }

    HubLinkFacts get(AccountSlug account, IdScope idScope, HubLinkId id) {
        return acting.in(account, VIEW_SCOPES, tx -> {
            HubLink link = store.inScope(tx, scopes.own(tx, idScope).id(), id);
            return store.facts(tx, link.id());
        });
    }

    HubLinkFacts link(AccountSlug account, IdScope idScope, String hostName, HubLinkDetails details) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            Hub hub = hubs.own(tx, hostName);
            return link(tx, scopes.own(tx, idScope), hub.account(), hub.id(), details);
        });
    }

    HubLinkFacts change(AccountSlug account, IdScope idScope, HubLinkId id, HubLinkDetails details, Integer version) {
        details.check();
        return in(account, idScope, id, (tx, link) -> {
            Versions.check(version, link.version());
            HubLinkDetails before = link.details();
            link.change(details, clock.instant());
            return recorded(tx, "hubLink.changed", link, before, details);
        });
    }

    /** For sharing: links a hub that another company lets the scope use; the database asks for its offer. */
    public HubLinkFacts link(AccountTx tx, Scope scope, AccountId hubAccount, HubId hub, HubLinkDetails details) {
        details.check();
        HubLink link = new HubLink(scope, hubAccount, hub, details, clock.instant());
        store.insert(tx, link);
        return recorded(tx, "hubLink.created", link, null, details);
    }

    private <T> T in(AccountSlug account, IdScope idScope, HubLinkId id, BiFunction<AccountTx, HubLink, T> work) {
        return acting.in(
                account,
                MANAGE_SCOPES,
                tx -> work.apply(tx, store.inScope(tx, scopes.own(tx, idScope).id(), id)));
    }

    private HubLinkFacts recorded(AccountTx tx, String action, HubLink link, Object before, Object after) {
        HubLinkFacts facts = store.facts(tx, link.id());
        events.recordForBoth(
                tx, link.hubAccount(), facts.act(action).in(link.scope()).changing(before, after));
        return facts;
    }
}
