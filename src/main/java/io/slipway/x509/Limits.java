package io.slipway.x509;

import java.util.List;

/**
 * Caps on what a device may make us look at, and rules that test suites of another age have to relax.
 *
 * @param intermediates how many of them at most, self-issued ones not counted (RFC 5280 6.1.4 (l))
 * @param modern whether weak keys and signatures are refused, and what RFC 3280 of 2002 left open
 * @param purposes extended key usages of which the leaf needs one, if it has any
 */
record Limits(
        int certificates,
        int bytes,
        int intermediates,
        boolean modern,
        List<String> purposes,
        PolicySettings policies,
        Revocation revocation) {
    private static final List<String> TLS_CLIENT = List.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");
    static final Limits OF_DEVICES =
            new Limits(10, 64 * 1024, Integer.MAX_VALUE, true, TLS_CLIENT, PolicySettings.ANY, Revocation.UNCHECKED);

    Limits withIntermediates(int most) {
        return new Limits(certificates, bytes, most, modern, purposes, policies, revocation);
    }

    Limits asOf2002() {
        return new Limits(certificates, bytes, intermediates, false, purposes, policies, revocation);
    }

    Limits withPurposes(List<String> allowed) {
        return new Limits(certificates, bytes, intermediates, modern, allowed, policies, revocation);
    }

    Limits withPolicies(PolicySettings settings) {
        return new Limits(certificates, bytes, intermediates, modern, purposes, settings, revocation);
    }

    Limits withRevocation(Revocation lists) {
        return new Limits(certificates, bytes, intermediates, modern, purposes, policies, lists);
    }
}
