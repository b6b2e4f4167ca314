package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Links that wait for devices of the account which nothing moves: the other company alone could not end them. */
@ApplicationScoped
class EndingLinksHome implements HomeSection {
    private final HubLinkStore store;

    EndingLinksHome(HubLinkStore store) {
        this.store = store;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_HUBS;
    }

    @Override
    public int place() {
        return 61;
    }

    @Override
    public List<Attention> items(AccountTx tx) {
        Map<HubLinkId, Long> waiting = store.waiting(tx, EndingShare.COUNTED + 1);
        List<HubLinkFacts> ending = waiting.isEmpty() ? List.of() : store.ending(tx);
        return EndingShare.attentions(ending.stream()
                .map(link ->
                        new EndingShare(title(link), link.path(), link.needs(), waiting.getOrDefault(link.id(), 0L))));
    }

    private static String title(HubLinkFacts link) {
        return link.endedByThemSince() == null
                ? "The link from %s to %s waits to end".formatted(link.scope(), link.hub())
                : "%s wants the use of %s by %s to end".formatted(link.partner(), link.hub(), link.scope());
    }
}
