package io.slipway.certificate;

import static io.slipway.account.Permission.MANAGE_CERTIFICATES;
import static io.slipway.account.Permission.SUPPLY;

import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.security.Secrets;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.ScopeAccesses;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Validation;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proving possession of a CA's key: a code is given out, its owner signs a certificate with the code as common name. */
@ApplicationScoped
class Verifications {
    // As long as the codes of the service we are compatible with, whose scripts may cut them to size.
    private static final int CODE_BYTES = 24;

    /** What a verification came to; a refusal is recorded, so it must not roll back the transaction. */
    private record Outcome(CertificateFacts certificate, Optional<String> failure) {}

    private final ScopeAccesses scopes;
    private final CertificateStore store;
    private final Inspector inspector;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;

    Verifications(
            ScopeAccesses scopes,
            CertificateStore store,
            Inspector inspector,
            Secrets secrets,
            Events events,
            Clock clock) {
        this.scopes = scopes;
        this.store = store;
        this.inspector = inspector;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /** Gives out a fresh code; the one before no longer counts. */
    CertificateFacts issueCode(ScopeAddress address, String name, Integer version) {
        return scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> {
            Certificate certificate = row(tx, access, name, version);
            certificate.awaitProof(
                    HexFormat.of().withUpperCase().formatHex(secrets.random(CODE_BYTES)), clock.instant());
            return record(tx, access, certificate, "certificate.codeIssued", null);
        });
    }

    CertificateFacts verify(ScopeAddress address, String name, byte[] proof, Integer version) {
        X509Certificate signed = readProof(proof);
        Outcome outcome = scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> {
            Certificate certificate = row(tx, access, name, version);
            Optional<String> failure = inspector.whyNoProof(certificate.der(), signed, code(certificate));
            failure.ifPresentOrElse(reason -> {}, () -> certificate.verify(clock.instant()));
            String action = failure.isPresent() ? "certificate.verificationRefused" : "certificate.verified";
            return new Outcome(record(tx, access, certificate, action, failure.orElse(null)), failure);
        });
        outcome.failure().ifPresent(reason -> {
            throw Problem.invalid("certificate", reason);
        });
        return outcome.certificate();
    }

    /** From now on it authenticates no device until possession is proved anew. */
    CertificateFacts withdraw(ScopeAddress address, String name, String reason, Integer version) {
        String why = reason == null ? "" : reason.strip();
        new Validation()
                .require(!why.isEmpty(), "reason", "Say why; it is kept in the activity of both companies.")
                .require(why.length() <= 500, "reason", "Shorten the reason to 500 characters or fewer.")
                .throwIfAny();
        return scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> {
            Certificate certificate = row(tx, access, name, version);
            if (!certificate.isVerified()) {
                throw new Problem(
                        ProblemType.CONFLICT, "The certificate is not verified, so there is nothing to withdraw.");
            }
            certificate.withdrawVerification(clock.instant());
            return record(tx, access, certificate, "certificate.verificationWithdrawn", why);
        });
    }

    private X509Certificate readProof(byte[] proof) {
        List<X509Certificate> read = inspector.read(new CertificateUpload(null, proof).content());
        if (read.size() != 1) {
            throw Problem.invalid(
                    "certificate",
                    "Send the verification certificate alone; there are %d certificates in this."
                            .formatted(read.size()));
        }
        return read.get(0);
    }

    private static String code(Certificate certificate) {
        if (certificate.verificationCode() == null) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    certificate.isVerified()
                            ? "The certificate is verified already. Ask for a new code to prove possession again."
                            : "No verification code was given out. Ask for one first.");
        }
        return certificate.verificationCode();
    }

    private Certificate row(AccountTx tx, ScopeAccess access, String name, Integer version) {
        Certificate certificate = store.row(tx, access, name);
        Versions.check(version, certificate.version());
        return certificate;
    }

    private CertificateFacts record(
            AccountTx tx, ScopeAccess access, Certificate certificate, String action, String reason) {
        CertificateFacts facts = store.facts(tx, certificate.id());
        Object after = reason == null ? null : Map.of("reason", reason);
        access.record(
                events, tx, certificate.supplier(), Uploads.act(action, facts).changing(null, after));
        return facts;
    }
}
