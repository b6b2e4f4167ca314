package io.slipway.sharing;

import io.slipway.db.AccountTx;
import io.slipway.hub.HubsOfOthers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

@ApplicationScoped
class HubsOfPartners implements HubsOfOthers {
    private final HubOfferStore offers;
    private final HubLoanStore loans;
    private final Clock clock;

    HubsOfPartners(HubOfferStore offers, HubLoanStore loans, Clock clock) {
        this.offers = offers;
        this.loans = loans;
        this.clock = clock;
    }

    @Override
    public List<Offered> offered(AccountTx tx) {
        return offers.open(tx, clock.instant()).stream()
                .map(offer -> new Offered(
                        "hub-offers/" + offer.id(),
                        offer.hub(),
                        offer.company(),
                        offer.health(),
                        offer.capacity(),
                        offer.expiresAt()))
                .toList();
    }

    @Override
    public int lentCount(AccountTx tx) {
        return loans.countReceived(tx);
    }

    @Override
    public List<Lent> lent(AccountTx tx) {
        return loans.received(tx).stream()
                .filter(HubLoanFacts::lasts)
                .map(loan -> new Lent(
                        "lent-hubs/" + loan.id(),
                        loan.hub(),
                        loan.hostName(),
                        loan.company(),
                        loan.health(),
                        loan.capacity(),
                        loan.devices(),
                        loan.createdAt()))
                .toList();
    }
}
