package io.slipway.enrollment;

import io.slipway.web.Change;
import io.slipway.web.Numbers;
import java.util.List;

/**
 * A change as its author checks it.
 *
 * @param registered how many devices it concerns, counted no further than 10,001
 * @param hidden the form, to send again
 */
record PreviewSheet(EnrolledAddress address, List<Change> changes, int registered, List<EnrollmentForm.Hidden> hidden) {
    public String registeredWords() {
        return registered >= GroupSummary.MOST_COUNTED
                ? "More than 10,000 devices"
                : Numbers.counted(registered, "device");
    }
}
