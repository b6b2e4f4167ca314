package io.slipway.sharing;

import io.slipway.account.Permission;
import io.slipway.console.PartnerSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.stream.Stream;

@ApplicationScoped
class OfferPartners implements PartnerSection {
    private final HubOfferStore store;
    private final Clock clock;

    OfferPartners(HubOfferStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_HUBS;
    }

    @Override
    public int place() {
        return 30;
    }

    @Override
    public Part part(AccountTx tx) {
        return new Part(
                "offers",
                "Hubs on offer",
                "No hub is on offer. A company that has a hub can let an operator's scope use it.",
                Stream.concat(
                                store.given(tx, clock.instant()).stream()
                                        .filter(HubOfferFacts::isOpen)
                                        .map(OfferPartners::given),
                                store.open(tx, clock.instant()).stream().map(OfferPartners::received))
                        .toList());
    }

    private static Entry given(HubOfferFacts offer) {
        return new Entry(
                offer.addressee(),
                offer.operator(),
                offer.hub(),
                "hubs/" + offer.hub() + "/sharing#offers",
                "You offer it",
                offer.state(),
                offer.createdAt(),
                offer.note(),
                Permission.VIEW_HUBS);
    }

    private static Entry received(HubOfferFacts offer) {
        return new Entry(
                offer.company(),
                offer.account(),
                offer.hub(),
                "hub-offers/" + offer.id(),
                "Offered to you",
                offer.state(),
                offer.createdAt(),
                offer.note(),
                Permission.VIEW_SCOPES);
    }
}
