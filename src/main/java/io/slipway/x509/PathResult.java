package io.slipway.x509;

import java.security.cert.X509Certificate;
import java.util.List;

/** What became of a presented chain. */
public sealed interface PathResult {
    /** Every link holds. {@code path} is leaf first and ends with the anchor's certificate. */
    record Trusted(TrustedCa anchor, List<X509Certificate> path) implements PathResult {}

    /**
     * Some rule does not hold.
     *
     * @param sentence what is wrong, for the device's log and the operator
     * @param index the certificate at fault, 0 for the leaf; the anchor counts after the last one of the path
     */
    record Refused(Reason reason, String sentence, int index) implements PathResult {}

    enum Reason {
        NOTHING_PRESENTED,
        TOO_LONG,
        DUPLICATE,
        WRONG_ORDER,
        ANCHOR_NOT_FOUND,
        WRONG_SIGNATURE,
        NOT_IN_TIME,
        NOT_A_CA,
        LEAF_IS_CA,
        PATH_LENGTH,
        KEY_USAGE,
        WEAK,
        NAME_CONSTRAINTS,
        POLICY,
        CRITICAL_EXTENSION,
        MALFORMED,
        REVOKED
    }
}
