package io.slipway.sharing;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.hub.EndingShare;
import io.slipway.hub.HubUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lent hubs that are to be given back and wait for devices of the account which nothing moves. */
@ApplicationScoped
class EndingLoansHome implements HomeSection {
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
        return EndingShare.attentions(store.endingReceived(tx).stream()
                .map(loan -> new EndingShare(
                        title(loan), "lent-hubs/" + loan.id(), store.waiting(tx, loan.id(), HubUse.COUNTED))));
    }

    private static String title(HubLoanFacts loan) {
        return loan.endedByThemSince() == null
                ? "The hub %s waits to be given back".formatted(loan.hub())
                : "%s wants its hub %s back".formatted(loan.company(), loan.hub());
    }
}
