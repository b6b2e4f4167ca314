package io.slipway.enrollment;

import io.slipway.audit.Event;
import java.util.List;
import java.util.Map;

/**
 * One enrollment as its page shows it.
 *
 * @param denied why it may not be changed, null when it may
 */
record EnrollmentSheet(
        EnrolledAddress address,
        EnrollmentView view,
        EnrollmentDetails details,
        AttestationSheet attestation,
        List<Event> events,
        String denied) {
    public Map<String, String> provisioning() {
        return EnrolledText.provisioning(details, address.scope().isSupplying());
    }

    public boolean isEnabled() {
        return "enabled".equals(details.provisioningStatus());
    }

    public EnrollmentSheet showing(AttestationSheet revealed) {
        return new EnrollmentSheet(address, view, details, revealed, events, denied);
    }
}
