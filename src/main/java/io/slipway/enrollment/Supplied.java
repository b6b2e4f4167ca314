package io.slipway.enrollment;

import io.slipway.audit.Act;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.Side;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import java.util.List;
import java.util.Map;

/**
 * What a manufacturer brings. A disabled entry is the operator's block list: a manufacturer may add to it, and take nothing off
 * it.
 */
final class Supplied {
    private Supplied() {}

    /** With these the custody of devices begins in both trails; none where the operator enrolls its own. */
    static List<Act> acts(ScopeAccess access, List<Enrollment> entered) {
        return access.side() == Side.OPERATOR
                ? List.of()
                : entered.stream().map(enrollment -> act(access, enrollment)).toList();
    }

    private static Act act(ScopeAccess access, Enrollment enrollment) {
        return Enrollments.act("device.supplied", access, enrollment.registrationId())
                .changing(
                        null,
                        Map.of("attestation", enrollment.details().attestation().type()));
    }

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
