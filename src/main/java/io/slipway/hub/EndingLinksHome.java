package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.web.Numbers;
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
        return store.ending(tx).stream()
                .map(link -> attention(link, store.waiting(tx, link.id(), HubUse.COUNTED)))
                .filter(attention -> attention.count() > 0)
                .toList();
    }

    private static Attention attention(HubLinkFacts link, long devices) {
        return new Attention(
                Severity.WAIT,
                link.endedByThemSince() == null
                        ? "The link from %s to %s waits to end".formatted(link.scope(), link.hub())
                        : "%s wants the use of %s by %s to end".formatted(link.partner(), link.hub(), link.scope()),
                "You have %s there that nothing moves now. Move %s to another hub."
                        .formatted(Numbers.counted(devices, "device"), devices == 1 ? "it" : "them"),
                (link.ofOurScope() ? "scopes/%s/hubs/%s" : "hubs/%s/links/%s")
                        .formatted(link.ofOurScope() ? link.idScope() : link.hub(), link.id()),
                devices);
    }
}
