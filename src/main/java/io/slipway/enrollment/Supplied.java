package io.slipway.enrollment;

import io.slipway.supply.ScopeAccess;
import io.slipway.supply.Side;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;

/** A disabled entry is the operator's block list: a manufacturer may add to it, and take nothing off it. */
final class Supplied {
    private Supplied() {}

    static void checkMayEnable(ScopeAccess access, Enrolled enrolled, boolean enabled) {
        if (access.side() == Side.SUPPLIER && enabled && !enrolled.settings().enabled()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "It is disabled, which blocks its devices. Only the operator may enable it again.");
        }
    }

    static void checkMayDelete(ScopeAccess access, Enrolled enrolled) {
        if (access.side() == Side.SUPPLIER && !enrolled.settings().enabled()) {
            throw new Problem(
                    ProblemType.CONFLICT, "It is disabled, which blocks its devices. Only the operator may delete it.");
        }
    }
}
