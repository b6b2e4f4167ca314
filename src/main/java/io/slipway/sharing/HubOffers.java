package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Capability;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.hub.Hub;
import io.slipway.hub.HubName;
import io.slipway.hub.Hubs;
import io.slipway.job.Work;
import io.slipway.security.OneTimeCode;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Offering a hub to operators, as its account. */
@ApplicationScoped
public class HubOffers {
    static final String WORK = "hubOffer";

    /** An offer with the code that takes it up, which is never told again. */
    record Coded(HubOfferFacts offer, OneTimeCode code) {}

    private final Acting acting;
    private final Companies companies;
    private final Hubs hubs;
    private final HubOfferStore store;
    private final Events events;
    private final Work work;
    private final Clock clock;

    HubOffers(
            Acting acting, Companies companies, Hubs hubs, HubOfferStore store, Events events, Work work, Clock clock) {
        this.acting = acting;
        this.companies = companies;
        this.hubs = hubs;
        this.store = store;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    /** Open ones first. */
    List<HubOfferFacts> ofHub(AccountSlug account, HubName name) {
        return acting.in(
                account, VIEW_HUBS, tx -> store.ofHub(tx, hubs.own(tx, name).id(), clock.instant()));
    }

    HubOfferFacts get(AccountSlug account, HubName name, HubOfferId id) {
        return acting.in(account, VIEW_HUBS, tx -> facts(tx, given(tx, name, id)));
    }

    HubOfferFacts offer(AccountSlug account, HubName name, HubOfferDetails details) {
        details.check(false);
        return acting.in(account, MANAGE_HUBS, tx -> {
            Hub hub = hubs.own(tx, name);
            HubOffer offer = HubOffer.to(
                    companies.find(
                            tx,
                            details.operator(),
                            Capability.OPERATOR,
                            "Your own scopes need no offer: link the hub on the scope's page."),
                    hub,
                    details,
                    clock.instant());
            insert(tx, offer);
            companies.require(tx, offer.operator(), Capability.OPERATOR);
            return recorded(tx, offer, act("hubOffer.created", hub, offer).changing(null, details));
        });
    }

    Coded offerByCode(AccountSlug account, HubName name, HubOfferDetails details) {
        details.check(true);
        OneTimeCode code = OneTimeCode.generate();
        return acting.in(account, MANAGE_HUBS, tx -> {
            Hub hub = hubs.own(tx, name);
            HubOffer offer = HubOffer.byCode(code, hub, details, clock.instant());
            insert(tx, offer);
            return new Coded(
                    recorded(tx, offer, act("hubOffer.created", hub, offer).changing(null, details)), code);
        });
    }

    HubOfferFacts withdraw(AccountSlug account, HubName name, HubOfferId id, Integer version) {
        return acting.in(account, MANAGE_HUBS, tx -> {
            HubOffer offer = given(tx, name, id);
            Versions.check(version, offer.version());
            if (!offer.isOpen(clock.instant())) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "This offer is %s and cannot be withdrawn any more.",
                        facts(tx, offer).state());
            }
            Act act = facts(tx, offer).act("hubOffer.withdrawn");
            offer.withdraw(clock.instant());
            return recorded(tx, offer, act);
        });
    }

    /** One that nobody answered in time; both sides find it in their trails. */
    void expire(AccountTx tx, Work.Item item) {
        store.given(tx, new HubOfferId(item.subjectId()))
                .filter(offer -> offer.isOverdue(clock.instant()))
                .ifPresent(offer -> {
                    Act act = facts(tx, offer).act("hubOffer.expired");
                    offer.expire();
                    recorded(tx, offer, act);
                });
        work.done(tx, item);
    }

    private void insert(AccountTx tx, HubOffer offer) {
        store.insert(tx, offer);
        work.note(tx, new Work.Item(WORK, offer.id().value(), tx.account()), offer.expiresAt());
    }

    static Problem unknown() {
        return Problem.notFound("hub offer");
    }

    private HubOffer given(AccountTx tx, HubName name, HubOfferId id) {
        return store.given(tx, hubs.own(tx, name).id(), id).orElseThrow(HubOffers::unknown);
    }

    private HubOfferFacts facts(AccountTx tx, HubOffer offer) {
        return store.facts(tx, offer.id(), clock.instant());
    }

    /** An offer that nobody has taken up by its code concerns nobody else yet. */
    private HubOfferFacts recorded(AccountTx tx, HubOffer offer, Act act) {
        if (offer.isTaken()) {
            events.recordForBoth(tx, offer.operator(), act);
        } else {
            events.record(tx, act);
        }
        return facts(tx, offer);
    }

    private static Act act(String action, Hub hub, HubOffer offer) {
        return Act.of(action, offer.id(), hub.name());
    }
}
