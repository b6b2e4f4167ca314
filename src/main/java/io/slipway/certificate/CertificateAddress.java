package io.slipway.certificate;

import io.slipway.supply.ScopeAddress;

/** The pages of one certificate. */
record CertificateAddress(ScopeAddress scope, String name) {
    String page() {
        return scope.to("certificates/" + name);
    }

    String to(String page) {
        return page() + "/" + page;
    }

    String list() {
        return scope.to("certificates");
    }

    String api(String action) {
        return "/api/v1" + page() + action;
    }
}
