package io.slipway.sharing;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.hub.EndingShare;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

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
        Map<HubLoanId, Long> waiting = store.waiting(tx, EndingShare.COUNTED + 1);
        List<HubLoanFacts> ending = waiting.isEmpty() ? List.of() : store.endingReceived(tx);
        return EndingShare.attentions(ending.stream()
                .map(loan -> new EndingShare(
                        title(loan), "lent-hubs/" + loan.id(), needs(), waiting.getOrDefault(loan.id(), 0L))));
    }

    private static String title(HubLoanFacts loan) {
        return loan.endedByThemSince() == null
                ? "The hub %s waits to be given back".formatted(loan.hub())
                : "%s wants its hub %s back".formatted(loan.company(), loan.hub());
    }
}
