package io.slipway.x509;

import io.slipway.x509.PathResult.Reason;
import io.slipway.x509.PathResult.Refused;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * Path validation of RFC 5280 6.1 over a path that is fixed, leaf first. The anchor is a certificate of the path like any
 * other, so that its own constraints hold.
 */
final class PathValidation {
    private final List<X509Certificate> path;
    private final Instant at;
    private final Limits limits;
    private final NameLimits names = new NameLimits();
    private final PolicyTree policies;
    private int intermediatesLeft;

    private PathValidation(List<X509Certificate> path, Instant at, Limits limits) {
        this.path = path;
        this.at = at;
        this.limits = limits;
        this.policies = new PolicyTree(limits.policies(), path.size() - 1);
        this.intermediatesLeft = limits.intermediates();
    }

    /** Empty if every rule holds. */
    static Optional<Refused> of(List<X509Certificate> path, Instant at, Limits limits) {
        return new PathValidation(path, at, limits).check();
    }

    private Optional<Refused> check() {
        for (int i = path.size() - 1; i >= 0; i--) {
            Optional<Refused> wrong = check(i);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<Refused> check(int index) {
        X509Certificate certificate = path.get(index);
        return signature(index)
                .or(() -> PathRules.time(certificate, index, at))
                .or(() -> PathRules.form(certificate, index))
                .or(() -> limits.modern() ? modern(certificate, index) : Optional.empty())
                .or(() -> revocation(index))
                .or(() -> names(certificate, index))
                .or(() -> index == 0 ? PathRules.leaf(certificate, limits.purposes()) : signer(certificate, index))
                .or(() -> policies(certificate, index));
    }

    private static Optional<Refused> modern(X509Certificate certificate, int index) {
        return PathRules.strength(certificate, index).or(() -> ExtensionRules.criticality(certificate, index));
    }

    private Optional<Refused> signature(int index) {
        return isAnchor(index)
                        || Signatures.isSignedBy(
                                path.get(index), path.get(index + 1).getPublicKey())
                ? Optional.empty()
                : PathRules.refused(
                        Reason.WRONG_SIGNATURE, index, "%s was not signed by the key of its issuer.", path.get(index));
    }

    private Optional<Refused> signer(X509Certificate certificate, int index) {
        return PathRules.signer(certificate, index)
                .or(() -> pathLength(certificate, index))
                .or(() -> {
                    constrain(certificate);
                    return Optional.empty();
                });
    }

    /** 6.1.4 (l), (m). */
    private Optional<Refused> pathLength(X509Certificate certificate, int index) {
        if (!isAnchor(index) && !Signatures.isSelfIssued(certificate) && intermediatesLeft-- <= 0) {
            return PathRules.refused(
                    Reason.PATH_LENGTH, index, "%s is one more intermediate than a CA above it allows.", certificate);
        }
        intermediatesLeft = Math.min(intermediatesLeft, certificate.getBasicConstraints());
        return Optional.empty();
    }

    /** 6.1.3 (a) (3). */
    private Optional<Refused> revocation(int index) {
        return isAnchor(index)
                ? Optional.empty()
                : limits.revocation().check(path.get(index), index, path.subList(index + 1, path.size()), at);
    }

    private Optional<Refused> policies(X509Certificate certificate, int index) {
        if (isAnchor(index)) {
            policies.anchor(certificate);
            return Optional.empty();
        }
        boolean fine = index == 0 ? policies.ends(certificate) : policies.passes(certificate);
        return fine
                ? Optional.empty()
                : PathRules.refused(
                        Reason.POLICY, index, "%s has no certificate policy that a CA above it asks for.", certificate);
    }

    private boolean isAnchor(int index) {
        return index == path.size() - 1;
    }

    /** 6.1.3 (b), (c). A self-issued intermediate is exempt, the leaf is not. */
    private Optional<Refused> names(X509Certificate certificate, int index) {
        boolean exempt = index > 0 && Signatures.isSelfIssued(certificate);
        return exempt || namesOf(certificate).stream().allMatch(names::allow)
                ? Optional.empty()
                : PathRules.refused(
                        Reason.NAME_CONSTRAINTS,
                        index,
                        "%s has a name outside what a CA above it may certify.",
                        certificate);
    }

    private static List<CertifiedName> namesOf(X509Certificate certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        List<GeneralName> all = new ArrayList<>(ExtensionRules.alternatives(certificate));
        // 4.2.1.10: an e-mail address in the subject counts where there are no alternative names.
        if (all.isEmpty()) {
            for (var rdn : subject.getRDNs(BCStyle.EmailAddress)) {
                all.add(new GeneralName(
                        GeneralName.rfc822Name, rdn.getFirst().getValue().toString()));
            }
        }
        if (subject.getRDNs().length > 0) {
            all.add(new GeneralName(subject));
        }
        return all.stream().map(CertifiedName::of).toList();
    }

    /** 6.1.4 (g). */
    private void constrain(X509Certificate certificate) {
        Extensions.get(certificate, Extension.nameConstraints, NameConstraints::getInstance)
                .ifPresent(names::add);
    }
}
