package io.slipway.supply;

import io.slipway.account.AccountSlug;
import io.slipway.scope.IdScope;
import jakarta.ws.rs.PathParam;

/** The part of an address that says which account wants which scope, and as whom; a {@code @BeanParam}. */
public record ScopeAddress(
        @PathParam("account") AccountSlug account,
        @PathParam("side") Side side,
        @PathParam("idScope") IdScope idScope) {
    /** What the path of an endpoint begins with, after {@code /} or {@code /api/v1/}. */
    public static final String PATH = "a/{account}/{side:scopes|supply}/{idScope}";

    /** The page of the scope from this side. */
    public String path() {
        return "/a/" + account + "/" + side + "/" + idScope;
    }

    /** The address of a page below the scope's, such as {@code certificates}. */
    public String to(String page) {
        return page.isEmpty() ? path() : path() + "/" + page;
    }

    /** The same in the JSON API. */
    public String api(String page) {
        return "/api/v1" + to(page);
    }

    public boolean isSupplying() {
        return side == Side.SUPPLIER;
    }
}
