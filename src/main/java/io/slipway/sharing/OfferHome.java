package io.slipway.sharing;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

@ApplicationScoped
class OfferHome implements HomeSection {
    private final HubOfferStore store;
    private final Clock clock;

    OfferHome(HubOfferStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_SCOPES;
    }

    @Override
    public int place() {
        return 65;
    }

    @Override
    public List<Attention> items(AccountTx tx) {
        long open = store.countOpen(tx, clock.instant());
        return open == 0
                ? List.of()
                : List.of(new Attention(
                        Severity.WAIT,
                        open == 1 ? "1 hub is offered to you" : open + " hubs are offered to you",
                        "Accept it into a scope, or decline it before it expires.",
                        "hub-offers",
                        Numbers.grouped(open)));
    }
}
