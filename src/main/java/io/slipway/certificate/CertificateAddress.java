package io.slipway.certificate;

import io.slipway.supply.ScopeAddress;

/** The pages of one certificate. */
record CertificateAddress(ScopeAddress scope, String name) {
    public String page() {
        return scope.to("certificates/" + name);
    }

    public String to(String page) {
        return page() + "/" + page;
    }

    public String list() {
        return scope.to("certificates");
    }

    public String api(String action) {
        return "/api/v1" + page() + action;
    }
}
