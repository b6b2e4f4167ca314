package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
        return EndingShare.attentions(store.ending(tx).stream()
                .map(link -> new EndingShare(title(link), link.path(), store.waiting(tx, link.id(), HubUse.COUNTED))));
    }

    private static String title(HubLinkFacts link) {
        return link.endedByThemSince() == null
                ? "The link from %s to %s waits to end".formatted(link.scope(), link.hub())
                : "%s wants the use of %s by %s to end".formatted(link.partner(), link.hub(), link.scope());
    }
}
