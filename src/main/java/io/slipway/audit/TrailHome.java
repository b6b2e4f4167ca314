package io.slipway.audit;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class TrailHome implements HomeSection {
    private final EventChainStore chains;

    TrailHome(EventChainStore chains) {
        this.chains = chains;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_EVENTS;
    }

    @Override
    public int place() {
        return 90;
    }

    @Override
    public List<Attention> items(AccountTx tx) {
        return chains.state(tx).filter(ChainState::isBroken).stream()
                .map(state -> new Attention(
                        Severity.BAD,
                        "The audit trail was tampered with",
                        "Event " + state.brokenAt()
                                + " is altered or missing. Compare the trail with an earlier export.",
                        "activity",
                        null))
                .toList();
    }
}
