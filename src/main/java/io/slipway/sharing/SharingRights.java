package io.slipway.sharing;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Permission;
import jakarta.enterprise.context.ApplicationScoped;

/** What to say beside an action that is shown but not open; the action itself asks again. */
@ApplicationScoped
class SharingRights {
    private final Acting acting;

    SharingRights(Acting acting) {
        this.acting = acting;
    }

    /** Null when hubs may be offered, lent and given back. */
    String deniedToShare(AccountSlug account) {
        return denied(account, Permission.MANAGE_HUBS);
    }

    /** Null when offers may be answered. */
    String deniedToAnswer(AccountSlug account) {
        return denied(account, Permission.MANAGE_SCOPES);
    }

    private String denied(AccountSlug account, Permission permission) {
        return acting.denied(account, permission).orElse(null);
    }
}
