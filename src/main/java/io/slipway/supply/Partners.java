package io.slipway.supply;

import static io.slipway.account.Permission.MANAGE_GRANTS;
import static io.slipway.account.Permission.VIEW_GRANTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What connects an account with other companies, as far as the caller's roles open it. */
@ApplicationScoped
class Partners {
    private final Acting acting;
    private final SupplyGrants grants;

    Partners(Acting acting, SupplyGrants grants) {
        this.acting = acting;
        this.grants = grants;
    }

    PartnerFacts facts(AccountSlug account) {
        boolean operates = acting.may(account, VIEW_GRANTS);
        boolean supplies = acting.may(account, VIEW_SUPPLY);
        return new PartnerFacts(
                operates,
                supplies,
                acting.may(account, MANAGE_GRANTS) ? null : "Your roles do not allow this. Ask an account admin.",
                operates ? grants.given(account) : List.of(),
                supplies ? grants.received(account) : List.of());
    }
}
