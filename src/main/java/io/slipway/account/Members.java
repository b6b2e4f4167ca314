package io.slipway.account;

import static io.slipway.account.Permission.VIEW_MEMBERS;

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

    Page list(AccountSlug account, int first, int limit) {
        List<Member> read =
                directory.members(acting.require(account, VIEW_MEMBERS).id(), first, limit + 1);
        return read.size() > limit ? new Page(read.subList(0, limit), first + limit) : new Page(read, null);
    }

    /** Keycloak pages by position; {@code next} is null on the last page. */
    record Page(List<Member> members, Integer next) {}
}
