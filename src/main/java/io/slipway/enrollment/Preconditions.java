package io.slipway.enrollment;

import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import java.util.Optional;

/** {@code If-Match} on what may be absent: any tag, {@code *} included, then matches nothing (protocol section 3.4). */
final class Preconditions {
    private Preconditions() {}

    static void check(Optional<? extends Enrolled> there, String ifMatch) {
        if (there.isPresent()) {
            Versions.check(Versions.fromIfMatch(ifMatch), there.get().version());
        } else if (ifMatch != null) {
            throw new Problem(
                    ProblemType.STALE,
                    "There is nothing of this name any more to change. Leave If-Match out to create it.");
        }
    }
}
