package io.slipway.supply;

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

    List<Supply> given(AccountSlug account) {
        return acting.may(account, VIEW_GRANTS) ? grants.given(account) : List.of();
    }

    List<Supply> received(AccountSlug account) {
        return acting.may(account, VIEW_SUPPLY) ? grants.received(account) : List.of();
    }
}
