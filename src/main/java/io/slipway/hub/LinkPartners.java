package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.console.PartnerSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

@ApplicationScoped
class LinkPartners implements PartnerSection {
    private final HubLinkStore store;

    LinkPartners(HubLinkStore store) {
        this.store = store;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_HUBS;
    }

    @Override
    public int place() {
        return 40;
    }

    @Override
    public Part part(AccountTx tx) {
        return new Part(
                "links",
                "Hubs linked",
                "No hub is linked across companies. It takes an offer of the hub's company that the operator accepts.",
                Stream.concat(
                                store.ofOthersHubs(tx).stream().map(LinkPartners::used),
                                store.ofOthersScopes(tx).stream().map(LinkPartners::given))
                        .toList());
    }

    private static Entry used(HubLinkFacts link) {
        return entry(link, link.hubCompany(), link.hubAccount(), "Your scope uses its hub");
    }

    private static Entry given(HubLinkFacts link) {
        return entry(link, link.scopeCompany(), link.scopeAccount(), "Its scope uses your hub");
    }

    private static Entry entry(HubLinkFacts link, String company, String account, String detail) {
        return new Entry(
                company,
                account,
                link.scope() + " – " + link.hub(),
                link.path(),
                detail,
                link.isEnding() ? "ending" : "active",
                link.createdAt(),
                null,
                link.needs());
    }
}
