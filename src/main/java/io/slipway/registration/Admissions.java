package io.slipway.registration;

import io.slipway.enrollment.GroupPolicy;
import io.slipway.enrollment.KnownEnrollment;
import io.slipway.spi.HubCredential;
import java.security.cert.X509Certificate;

/** What an enrollment or group says of a device whose credential fits, unless it is disabled. */
final class Admissions {
    private Admissions() {}

    static Verdict individual(KnownEnrollment enrollment, HubCredential credential) {
        return new Verdict.Admitted(
                enrollment.registrationId(),
                enrollment.deviceId() == null ? enrollment.registrationId() : enrollment.deviceId(),
                enrollment.attestationType(),
                enrollment.enrollmentId(),
                null,
                null,
                enrollment.supplierId(),
                credential,
                enrollment.settings(),
                null);
    }

    /** A disabled group blocks: the first one that applies decides (protocol section 5.1). */
    static Verdict byGroup(
            RegisterDevice request, GroupPolicy group, HubCredential credential, X509Certificate signer) {
        if (!group.settings().enabled()) {
            return Verdict.refused(
                    Refusal.GROUP_DISABLED,
                    "The enrollment group %s, which fits this device, is disabled.",
                    group.groupId());
        }
        return new Verdict.Admitted(
                request.registrationId(),
                request.registrationId(),
                group.attestationType(),
                null,
                group.enrollmentGroupId(),
                group.groupId(),
                group.supplierId(),
                credential,
                group.settings(),
                signer);
    }
}
