package io.slipway.x509;

import io.slipway.x509.PathResult.Reason;
import io.slipway.x509.PathResult.Refused;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * Path validation of RFC 5280 6.1 over a path that is fixed, leaf first. The anchor is a certificate of the path like any
 * other, so that its own constraints hold.
 */
final class PathValidation {
    private final List<X509Certificate> path;
    private final Instant at;
    private final DevicePaths.Limits limits;
    private final PKIXNameConstraintValidator names = new PKIXNameConstraintValidator();
    private int intermediatesLeft = Integer.MAX_VALUE;

    private PathValidation(List<X509Certificate> path, Instant at, DevicePaths.Limits limits) {
        this.path = path;
        this.at = at;
        this.limits = limits;
    }

    /** Empty if every rule holds. */
    static Optional<Refused> of(List<X509Certificate> path, Instant at, DevicePaths.Limits limits) {
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
                .or(() -> limits.strength() ? PathRules.strength(certificate, index) : Optional.empty())
                .or(() -> names(certificate, index))
                .or(() -> index == 0 ? PathRules.leaf(certificate, limits.purposes()) : signer(certificate, index));
    }

    private Optional<Refused> signature(int index) {
        boolean isAnchor = index == path.size() - 1;
        return isAnchor
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
        boolean isAnchor = index == path.size() - 1;
        if (!isAnchor && !Signatures.isSelfIssued(certificate) && intermediatesLeft-- <= 0) {
            return PathRules.refused(
                    Reason.PATH_LENGTH, index, "%s is one more intermediate than a CA above it allows.", certificate);
        }
        intermediatesLeft = Math.min(intermediatesLeft, certificate.getBasicConstraints());
        return Optional.empty();
    }

    /** 6.1.3 (b), (c). A self-issued intermediate is exempt, the leaf is not. */
    private Optional<Refused> names(X509Certificate certificate, int index) {
        if (index > 0 && Signatures.isSelfIssued(certificate)) {
            return Optional.empty();
        }
        try {
            X500Name subject =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            GeneralName[] alternatives = Extensions.get(
                            certificate, Extension.subjectAlternativeName, GeneralNames::getInstance)
                    .map(GeneralNames::getNames)
                    .orElse(new GeneralName[0]);
            if (subject.getRDNs().length > 0) {
                permit(new GeneralName(subject));
            }
            for (GeneralName name : alternatives) {
                permit(name);
            }
            if (alternatives.length == 0) {
                for (var rdn : subject.getRDNs(BCStyle.EmailAddress)) {
                    permit(new GeneralName(
                            GeneralName.rfc822Name, rdn.getFirst().getValue().toString()));
                }
            }
            return Optional.empty();
        } catch (NameConstraintValidatorException e) {
            return PathRules.refused(
                    Reason.NAME_CONSTRAINTS,
                    index,
                    "%s has a name outside what a CA above it may certify.",
                    certificate);
        }
    }

    private void permit(GeneralName name) throws NameConstraintValidatorException {
        names.checkPermitted(name);
        names.checkExcluded(name);
    }

    /** 6.1.4 (g). */
    private void constrain(X509Certificate certificate) {
        Extensions.get(certificate, Extension.nameConstraints, NameConstraints::getInstance)
                .ifPresent(constraints -> {
                    if (constraints.getPermittedSubtrees() != null) {
                        names.intersectPermittedSubtree(constraints.getPermittedSubtrees());
                    }
                    if (constraints.getExcludedSubtrees() != null) {
                        for (var subtree : constraints.getExcludedSubtrees()) {
                            names.addExcludedSubtree(subtree);
                        }
                    }
                });
    }
}
