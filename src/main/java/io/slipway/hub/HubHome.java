package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

@ApplicationScoped
class HubHome implements HomeSection {
    private final HubStore store;
    private final HubsOfOthers others;

    HubHome(HubStore store, HubsOfOthers others) {
        this.store = store;
        this.others = others;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_HUBS;
    }

    @Override
    public int place() {
        return 60;
    }

    @Override
    public List<? extends Item> items(AccountTx tx) {
        List<Hub> own = store.own(tx);
        int lent = others.lentCount(tx);
        List<Item> items = new ArrayList<>();
        items.add(new Count("Hubs", own.size(), "hubs", lent == 0 ? null : lent + " lent to you"));
        items.add(new FirstStep(
                "Create a hub",
                "It is where your devices connect once they are provisioned.",
                "hubs",
                !own.isEmpty() || lent > 0));
        own.stream()
                .filter(hub -> hub.health().equals("unhealthy"))
                .map(hub -> new Attention(
                        Severity.BAD,
                        "The hub " + hub.name() + " is unhealthy",
                        "New devices are not allocated to it. " + hub.healthDetail(),
                        "hubs/" + hub.name(),
                        null))
                .forEach(items::add);
        return items;
    }
}
