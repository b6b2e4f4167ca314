package io.slipway.hub;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
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
    public List<Count> counts(AccountTx tx) {
        int lent = others.lentCount(tx);
        return List.of(new Count("Hubs", store.own(tx).size(), "hubs", lent == 0 ? null : lent + " lent to you"));
    }

    @Override
    public List<Attention> attention(AccountTx tx) {
        return store.own(tx).stream()
                .filter(hub -> hub.health().equals("unhealthy"))
                .map(hub -> new Attention(
                        Severity.BAD,
                        "The hub " + hub.name() + " is unhealthy",
                        "New devices are not allocated to it. " + hub.healthDetail(),
                        "hubs/" + hub.name(),
                        null))
                .toList();
    }

    @Override
    public List<FirstStep> firstSteps(AccountTx tx) {
        return List.of(new FirstStep(
                "Create a hub",
                "It is where your devices connect once they are provisioned.",
                "hubs",
                !store.own(tx).isEmpty() || others.lentCount(tx) > 0));
    }
}
