package io.slipway.scope;

import io.slipway.account.AccountSlug;

/** Addresses around one scope. */
record ScopePath(AccountSlug account, Scope scope) {
    public String name() {
        return scope.name();
    }

    public String list() {
        return account.to("scopes");
    }

    public String page() {
        return account.to("scopes/" + scope.idScope());
    }

    public String to(String page) {
        return page() + "/" + page;
    }

    public String api() {
        return "/api/v1" + page();
    }

    public String apiTo(String page) {
        return "/api/v1" + to(page);
    }
}
