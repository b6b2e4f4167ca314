package io.slipway.registration;

import io.slipway.registration.RegistrationState.CertificateInfo;
import io.slipway.registration.RegistrationState.GroupReference;
import io.slipway.registration.RegistrationState.X509Reference;
import io.slipway.web.Versions;
import io.slipway.x509.Thumbprints;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.UUID;

/** Says in the protocol's words what became of a request (protocol section 1.3). */
final class Answers {
    private static final int RETRY_AFTER_SECONDS = 2;

    private Answers() {}

    static RegistrationAnswer operation(DeviceRecord device, RegisterDevice request, Verdict.Admitted admitted) {
        RegistrationState state = state(device, request, admitted);
        return new RegistrationAnswer.Operation(operationId(device), state.status(), state, RETRY_AFTER_SECONDS);
    }

    static RegistrationAnswer status(DeviceRecord device, RegisterDevice request, Verdict.Admitted admitted) {
        return new RegistrationAnswer.Status(state(device, request, admitted));
    }

    /**
     * A disabled entry answers 200 with the status {@code disabled}: the one form that every SDK takes for final
     * (protocol section 1.3).
     */
    static RegistrationAnswer disabled(RegisterDevice request, Verdict.Refused verdict) {
        RegistrationState state = new RegistrationState(
                request.registrationId(),
                null,
                null,
                null,
                "disabled",
                null,
                verdict.refusal().code(),
                verdict.sentence(),
                null,
                null,
                null,
                null,
                null);
        return new RegistrationAnswer.Operation(
                "5.0000000000000000." + UUID.randomUUID(), "disabled", state, RETRY_AFTER_SECONDS);
    }

    private static RegistrationState state(DeviceRecord device, RegisterDevice request, Verdict.Admitted admitted) {
        boolean isX509 = "x509".equals(admitted.attestationType());
        return new RegistrationState(
                device.registrationId(),
                device.assignedAt(),
                device.isAssigned() ? device.hubHostName() : null,
                device.isAssigned() ? device.deviceId() : null,
                device.status(),
                device.substatus(),
                device.errorCode(),
                device.errorMessage(),
                device.updatedAt(),
                etag(device),
                device.payload(),
                isX509 || admitted.groupId() == null ? null : new GroupReference(admitted.groupId()),
                isX509 ? x509(request, admitted) : null);
    }

    private static X509Reference x509(RegisterDevice request, Verdict.Admitted admitted) {
        return new X509Reference(
                admitted.groupId(),
                info(request.chain().get(0)),
                admitted.signer() == null ? null : info(admitted.signer()));
    }

    private static CertificateInfo info(X509Certificate certificate) {
        return new CertificateInfo(
                certificate.getSubjectX500Principal().getName(),
                Thumbprints.sha1(certificate),
                Thumbprints.sha256(certificate),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getSerialNumber().toString(16),
                certificate.getVersion());
    }

    /** Base64 of a quoted text, as devices know it (protocol section 1.3). */
    private static String etag(DeviceRecord device) {
        byte[] quoted = Versions.etag(device.version()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(quoted);
    }

    /** Opaque to devices and safe in a path; a poll finds its device by the registration ID. */
    private static String operationId(DeviceRecord device) {
        return "5.%016x.%s".formatted(device.scopeId().getMostSignificantBits(), UUID.randomUUID());
    }
}
