package io.slipway.enrollment;

import io.slipway.certificate.Certificates;
import io.slipway.certificate.ScopeCertificate;
import io.slipway.db.AccountTx;
import io.slipway.hub.Hubs;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.Side;
import io.slipway.web.Validation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges what is given for an enrollment or group by what the scope has. */
@ApplicationScoped
class EnrollmentRules {
    /** What the scope has that an enrollment may refer to; read once, also for a thousand of them. */
    record Around(ProvisioningRules provisioning, Map<String, ScopeCertificate> certificates) {}

    /** What becomes of an enrollment; meaningless when something was wrong. */
    record Judged(ProvisioningSettings settings, AttestationColumns attestation) {}

    private final Hubs hubs;
    private final Certificates certificates;
    private final SymmetricKeyRules symmetricKey;
    private final X509Rules x509;

    EnrollmentRules(Hubs hubs, Certificates certificates, SymmetricKeyRules symmetricKey, X509Rules x509) {
        this.hubs = hubs;
        this.certificates = certificates;
        this.symmetricKey = symmetricKey;
        this.x509 = x509;
    }

    Around around(AccountTx tx, ScopeAccess access) {
        Map<String, ScopeCertificate> byName = certificates.ofScope(tx, access.scope()).stream()
                .collect(Collectors.toMap(one -> RegistrationId.keyOf(one.name()), Function.identity()));
        return new Around(new ProvisioningRules(linkedHubs(tx, access), access.side() == Side.SUPPLIER), byName);
    }

    /** @param subject what is in force; new when it has no settings yet */
    Judged judge(Enrolled subject, ProvisioningDetails details, Around around, Validation wrong) {
        return new Judged(
                around.provisioning().judge(details, subject.settings(), wrong),
                attestation(subject, details.attestation(), around, wrong));
    }

    private AttestationColumns attestation(
            Enrolled subject, AttestationMechanism given, Around around, Validation wrong) {
        return switch (given == null || given.type() == null ? "" : given.type()) {
            case AttestationMechanism.SYMMETRIC_KEY -> symmetricKey.judge(subject, given.symmetricKey(), wrong);
            case AttestationMechanism.X_509 -> x509.judge(subject, given.x509(), around.certificates(), wrong);
            case "tpm" -> refused("Attestation by TPM comes in a later version. Choose symmetricKey or x509.", wrong);
            default -> refused("Choose symmetricKey or x509 as the type of attestation.", wrong);
        };
    }

    private static AttestationColumns refused(String sentence, Validation wrong) {
        wrong.require(false, "attestation.type", sentence);
        return null;
    }

    private Set<String> linkedHubs(AccountTx tx, ScopeAccess access) {
        return new TreeSet<>(hubs.linkedHostNames(tx, access.scope()));
    }
}
