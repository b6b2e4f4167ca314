package io.slipway.registration;

import io.slipway.enrollment.KnownEnrollment;
import jakarta.enterprise.context.ApplicationScoped;

/** Which enrollment a device comes under, and whether its credential fits (protocol section 5.1). */
@ApplicationScoped
class Judge {
    private final SymmetricKeyAttestation symmetricKey;
    private final X509Attestation x509;

    Judge(SymmetricKeyAttestation symmetricKey, X509Attestation x509) {
        this.symmetricKey = symmetricKey;
        this.x509 = x509;
    }

    Verdict judge(RegisterDevice request, ScopeSnapshot scope, RegistrationStore.Known known) {
        Verdict verdict = byCredential(request, scope, known);
        boolean disabled = known.holding() != null && known.holding().disabledBy() != null;
        return verdict instanceof Verdict.Admitted && disabled
                ? Verdict.refused(
                        Refusal.DEVICE_DISABLED,
                        "This device is disabled: %s",
                        known.holding().disabledReason())
                : verdict;
    }

    private Verdict byCredential(RegisterDevice request, ScopeSnapshot scope, RegistrationStore.Known known) {
        if (known.enrollment() != null) {
            return individual(request, scope, known.enrollment());
        }
        boolean presentsCertificate =
                request.sas().isEmpty() && !request.chain().isEmpty();
        return presentsCertificate
                ? x509.group(request, scope)
                : symmetricKey.group(
                        request,
                        scope,
                        known.device() == null ? null : known.device().enrollmentGroupId());
    }

    /** A disabled entry blocks its registration ID, whatever credential comes with it (protocol section 5.5). */
    private Verdict individual(RegisterDevice request, ScopeSnapshot scope, KnownEnrollment enrollment) {
        if (!enrollment.settings().enabled()) {
            return Verdict.refused(
                    Refusal.ENROLLMENT_DISABLED,
                    "The individual enrollment %s is disabled.",
                    enrollment.registrationId());
        }
        return switch (enrollment.attestationType()) {
            case "symmetricKey" -> request.sas().isEmpty() && !request.chain().isEmpty()
                    ? Verdict.refused(
                            Refusal.WRONG_ATTESTATION,
                            "%s is enrolled with a symmetric key, but presented a certificate.",
                            enrollment.registrationId())
                    : symmetricKey.individual(request, enrollment);
            case "x509" -> request.chain().isEmpty()
                    ? Verdict.refused(
                            request.sas().isEmpty() ? Refusal.NO_CREDENTIAL : Refusal.WRONG_ATTESTATION,
                            "%s is enrolled with a certificate, but presented none in the TLS handshake.",
                            enrollment.registrationId())
                    : x509.individual(request, scope, enrollment);
            default -> Verdict.refused(
                    Refusal.WRONG_ATTESTATION,
                    "%s is enrolled with %s, which this version cannot attest.",
                    enrollment.registrationId(),
                    enrollment.attestationType());
        };
    }
}
