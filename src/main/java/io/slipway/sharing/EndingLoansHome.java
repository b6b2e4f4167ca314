package io.slipway.sharing;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lent hubs that are to be given back and wait for devices of the account which nothing moves. */
@ApplicationScoped
class EndingLoansHome implements HomeSection {
    private static final int COUNTED = 100_000;
    private final HubLoanStore store;

    EndingLoansHome(HubLoanStore store) {
        this.store = store;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_HUBS;
    }

    @Override
    public int place() {
        return 62;
    }

    @Override
    public List<Attention> items(AccountTx tx) {
        return store.endingReceived(tx).stream()
                .map(loan -> attention(loan, store.waiting(tx, loan.id(), COUNTED)))
                .filter(attention -> attention.count() > 0)
                .toList();
    }

    private static Attention attention(HubLoanFacts loan, long devices) {
        return new Attention(
                Severity.WAIT,
                loan.endedByThemSince() == null
                        ? "The hub %s waits to be given back".formatted(loan.hub())
                        : "%s wants its hub %s back".formatted(loan.company(), loan.hub()),
                "You have %s there that nothing moves now. Move %s to another hub."
                        .formatted(Numbers.counted(devices, "device"), devices == 1 ? "it" : "them"),
                "lent-hubs/" + loan.id(),
                devices);
    }
}
