package io.slipway.account;

import static io.slipway.account.Permission.VIEW_MEMBERS;

import io.slipway.db.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people and machines of an account. */
@ApplicationScoped
public class Members {
    private final Acting acting;
    private final KeycloakDirectory directory;

    Members(Acting acting, KeycloakDirectory directory) {
        this.acting = acting;
        this.directory = directory;
    }

    /** Reads one more than the limit, so that the caller knows whether there is a next page. */
    List<Member> people(AccountSlug account, int first, int limit) {
        return directory.members(id(account), first, limit + 1);
    }

    List<ApiClient> clients(AccountSlug account) {
        return directory.clients(id(account));
    }

    private AccountId id(AccountSlug account) {
        return acting.require(account, VIEW_MEMBERS).id();
    }
}
