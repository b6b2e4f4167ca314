package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.hub.HubLinkFacts;
import io.slipway.hub.HubLinks;
import io.slipway.scope.Scope;
import io.slipway.scope.Scopes;
import io.slipway.security.OneTimeCode;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Answering the offers of hubs, as the operator they are made to. */
@ApplicationScoped
public class OfferedHubs {
    private static final Duration SHOWN_AFTERWARDS = Duration.ofDays(30);

    private final Acting acting;
    private final Scopes scopes;
    private final HubLinks links;
    private final HubOfferStore store;
    private final CodeTries tries;
    private final Events events;
    private final Clock clock;

    OfferedHubs(
            Acting acting,
            Scopes scopes,
            HubLinks links,
            HubOfferStore store,
            CodeTries tries,
            Events events,
            Clock clock) {
        this.acting = acting;
        this.scopes = scopes;
        this.links = links;
        this.store = store;
        this.tries = tries;
        this.events = events;
        this.clock = clock;
    }

    /** Those that can be answered now, the first to expire first. */
    List<HubOfferFacts> open(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, tx -> store.open(tx, clock.instant()));
    }

    /** Those that expired in the last weeks, so that nobody wonders where they went. */
    List<HubOfferFacts> missed(AccountSlug account) {
        return acting.in(
                account, VIEW_SCOPES, tx -> store.missed(tx, clock.instant().minus(SHOWN_AFTERWARDS), clock.instant()));
    }

    HubOfferFacts get(AccountSlug account, HubOfferId id) {
        return acting.in(account, VIEW_SCOPES, tx -> facts(tx, received(tx, id)));
    }

    /** The scopes an offer can be accepted into, by name. */
    List<Scope> scopes(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, scopes::own);
    }

    /** Whoever brings a code first is from then on the operator the offer is made to. */
    HubOfferFacts takeUp(AccountSlug account, String typed) {
        AccountId operator = acting.require(account, MANAGE_SCOPES).id();
        tries.begin(operator);
        HubOfferFacts taken = acting.in(account, MANAGE_SCOPES, tx -> {
            HubOffer offer = OneTimeCode.read(typed)
                    .flatMap(code -> store.presented(tx, code))
                    .filter(found -> found.isOpen(clock.instant()) && !found.isTaken())
                    .orElseThrow(OfferedHubs::wrongCode);
            offer.takeUp(tx.account());
            HubOfferFacts facts = facts(tx, offer);
            events.recordForBoth(tx, offer.account(), facts.act("hubOffer.takenUp"));
            return facts;
        });
        tries.wasRight(operator);
        return taken;
    }

    HubLinkFacts accept(AccountSlug account, HubOfferId id, HubOfferAcceptance acceptance) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            HubOffer offer = open(tx, id);
            Scope scope = scopes.own(tx, acceptance.scope());
            Act act = facts(tx, offer).act("hubOffer.accepted").in(scope.id()).changing(null, acceptance);
            // While it is still on offer: row security lets no other hub be linked.
            HubLinkFacts link = links.link(tx, scope, offer.account(), offer.hub(), acceptance.link());
            offer.accept(scope.id(), clock.instant());
            events.recordForBoth(tx, offer.account(), act);
            return link;
        });
    }

    HubOfferFacts decline(AccountSlug account, HubOfferId id) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            HubOffer offer = open(tx, id);
            Act act = facts(tx, offer).act("hubOffer.declined");
            offer.decline(clock.instant());
            events.recordForBoth(tx, offer.account(), act);
            return facts(tx, offer);
        });
    }

    private HubOffer open(AccountTx tx, HubOfferId id) {
        HubOffer offer = received(tx, id);
        if (!offer.isOpen(clock.instant())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "This offer is %s. Ask %s for a new one.",
                    facts(tx, offer).state(),
                    facts(tx, offer).company());
        }
        return offer;
    }

    private HubOffer received(AccountTx tx, HubOfferId id) {
        return store.received(tx, id).orElseThrow(HubOffers::unknown);
    }

    private HubOfferFacts facts(AccountTx tx, HubOffer offer) {
        return store.facts(tx, offer.id(), clock.instant());
    }

    /** The same for a code that never was, was used, was withdrawn or has expired, so that codes cannot be probed. */
    private static Problem wrongCode() {
        return Problem.invalid(
                "code",
                "No hub is on offer by this code. Check it, or ask who gave it to you for a new one: it works once, until"
                        + " it expires.");
    }
}
