package io.slipway.claim;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.notice.Letter;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Claims that wait for the operator, policy by policy. */
@ApplicationScoped
class ClaimHome implements HomeSection {
    private final ClaimPolicyStore policies;

    ClaimHome(ClaimPolicyStore policies) {
        this.policies = policies;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_SCOPES;
    }

    @Override
    public int place() {
        return 75;
    }

    @Override
    public List<Attention> items(AccountTx tx) {
        return policies.waiting(tx).stream().map(ClaimHome::attention).toList();
    }

    private static Attention attention(WaitingClaims waiting) {
        Letter letter = ClaimLetters.waiting(waiting);
        return new Attention(
                Severity.WAIT, letter.title(), letter.detail(), letter.path(), Numbers.grouped(waiting.claims()));
    }
}
