package io.slipway.x509;

import java.util.Set;

/**
 * What certificate policies a path starts with (RFC 5280 6.1.1 (c), (e), (f), (g)).
 *
 * @param accepted the user-initial-policy-set, as object identifiers
 */
record PolicySettings(Set<String> accepted, boolean explicit, boolean inhibitMapping, boolean inhibitAny) {
    static final PolicySettings ANY = new PolicySettings(Set.of(PolicyTree.ANY), false, false, false);
}
