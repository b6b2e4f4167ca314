package io.slipway.x509;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Whether a verification certificate proves that its sender holds a CA's key: signed by the CA, named by the code. */
public final class ProofOfPossession {
    private ProofOfPossession() {}

    /** Empty if it does; else the first thing that does not fit. */
    public static Optional<Finding> check(X509Certificate ca, X509Certificate verification, String code, Instant at) {
        if (!verification.getIssuerX500Principal().equals(ca.getSubjectX500Principal())) {
            return refused(
                    "issuer",
                    "Its issuer is \"%s\", but the CA is \"%s\". Sign it with the CA that you want to verify."
                            .formatted(
                                    verification.getIssuerX500Principal().getName(),
                                    ca.getSubjectX500Principal().getName()));
        }
        if (!Signatures.isSignedBy(verification, ca.getPublicKey())) {
            return refused(
                    "signature",
                    "It names the right issuer, but the CA's key did not sign it. Sign it with the private key of this very certificate.");
        }
        String name = DeviceLeaf.commonName(verification).orElse("");
        if (!name.equalsIgnoreCase(code)) {
            return refused(
                    "common-name",
                    "Its common name is \"%s\", not the verification code. Put the code into the subject: -subj \"/CN=%s\"."
                            .formatted(name, code));
        }
        if (at.isBefore(verification.getNotBefore().toInstant())
                || at.isAfter(verification.getNotAfter().toInstant())) {
            return refused(
                    "time",
                    "It is valid from %s to %s, which is not now. Check the clock of the machine that signed it."
                            .formatted(
                                    verification.getNotBefore().toInstant(),
                                    verification.getNotAfter().toInstant()));
        }
        return Optional.empty();
    }

    private static Optional<Finding> refused(String rule, String sentence) {
        return Optional.of(Finding.error(rule, "Proof of possession", sentence));
    }
}
