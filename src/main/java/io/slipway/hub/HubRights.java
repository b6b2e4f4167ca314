package io.slipway.hub;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Permission;
import jakarta.enterprise.context.ApplicationScoped;

/** What to say beside an action that is shown but not open; the action itself asks again. */
@ApplicationScoped
class HubRights {
    private final Acting acting;

    HubRights(Acting acting) {
        this.acting = acting;
    }

    /** Null when hubs may be created and changed. */
    String denied(AccountSlug account) {
        return denied(account, Permission.MANAGE_HUBS);
    }

    /** Null when hubs may be linked to scopes. */
    String deniedToLink(AccountSlug account) {
        return denied(account, Permission.MANAGE_SCOPES);
    }

    private String denied(AccountSlug account, Permission permission) {
        return acting.denied(account, permission).orElse(null);
    }
}
