package io.slipway.registration;

import io.slipway.certificate.ScopeCertificate;
import io.slipway.enrollment.GroupPolicy;
import io.slipway.enrollment.KnownEnrollment;
import io.slipway.spi.HubCredential;
import io.slipway.x509.CertificateFile;
import io.slipway.x509.DeviceLeaf;
import io.slipway.x509.DevicePaths;
import io.slipway.x509.PathResult;
import io.slipway.x509.Thumbprints;
import io.slipway.x509.TrustedCa;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Judges the certificate chain of a TLS handshake (protocol sections 1.7 and 5.1). */
@ApplicationScoped
class X509Attestation {
    private final Clock clock;

    X509Attestation(Clock clock) {
        this.clock = clock;
    }

    /** The leaf is one of the enrolled certificates, or a CA that the enrollment names issued it. */
    Verdict individual(RegisterDevice request, ScopeSnapshot scope, KnownEnrollment enrollment) {
        return namedAfterDevice(request)
                .orElseGet(() -> enrollment.clientCertificates().isEmpty()
                        ? byReference(request, scope, enrollment)
                        : byThumbprint(request, enrollment));
    }

    /** The group of the nearest issuer decides, then that of the next one up to the root. */
    Verdict group(RegisterDevice request, ScopeSnapshot scope) {
        return namedAfterDevice(request).orElseGet(() -> nearestGroup(request, scope));
    }

    private Verdict byThumbprint(RegisterDevice request, KnownEnrollment enrollment) {
        X509Certificate leaf = request.chain().get(0);
        List<X509Certificate> enrolled = enrollment.clientCertificates().stream()
                .map(CertificateFile::fromDer)
                .toList();
        if (!enrolled.contains(leaf)) {
            return Verdict.refused(
                    Refusal.WRONG_CERTIFICATE,
                    "The certificate with thumbprint %s is not one that %s is enrolled with.",
                    Thumbprints.sha1(leaf),
                    enrollment.registrationId());
        }
        return DeviceLeaf.check(leaf, clock.instant())
                .map(X509Attestation::refused)
                .orElseGet(() -> Admissions.individual(
                        enrollment,
                        new HubCredential.Thumbprints(
                                Thumbprints.sha1(enrolled.get(0)),
                                Thumbprints.sha1(enrolled.get(enrolled.size() - 1)))));
    }

    private Verdict byReference(RegisterDevice request, ScopeSnapshot scope, KnownEnrollment enrollment) {
        List<ScopeCertificate> named = scope.named(enrollment.caReferences());
        List<TrustedCa> trusted = scope.trusted(named);
        PathResult result = DevicePaths.validate(request.chain(), trusted, clock.instant());
        if (result instanceof PathResult.Trusted) {
            return Admissions.individual(enrollment, thumbprints(request));
        }
        return unverified(request, scope, named).orElseGet(() -> refused((PathResult.Refused) result));
    }

    private Verdict nearestGroup(RegisterDevice request, ScopeSnapshot scope) {
        Collection<TrustedCa> anchors = new ArrayList<>(scope.trusted().values());
        PathResult result = DevicePaths.validate(request.chain(), anchors, clock.instant());
        if (result instanceof PathResult.Refused refused) {
            return unverified(request, scope, scope.certificates()).orElseGet(() -> refused(refused));
        }
        // A verified intermediate may have no group while the root above it has one: go on to that.
        String nearest = null;
        while (result instanceof PathResult.Trusted trusted) {
            nearest = nearest == null ? subject(trusted.anchor().certificate()) : nearest;
            for (X509Certificate signer :
                    trusted.path().subList(1, trusted.path().size())) {
                Optional<GroupPolicy> group = groupOf(scope, signer);
                if (group.isPresent()) {
                    return Admissions.byGroup(request, group.get(), thumbprints(request), signer);
                }
            }
            anchors.remove(trusted.anchor());
            result = DevicePaths.validate(request.chain(), anchors, clock.instant());
        }
        return Verdict.refused(
                Refusal.NO_GROUP_FOR_CA,
                "The CA \"%s\" is verified, but no enrollment group names it or an intermediate that the device presented.",
                nearest);
    }

    private static Optional<GroupPolicy> groupOf(ScopeSnapshot scope, X509Certificate signer) {
        String thumbprint = Thumbprints.sha256(signer);
        return scope.x509Groups().stream()
                .filter(group -> isAmong(group.signingCertificates(), signer)
                        || scope.named(group.caReferences()).stream()
                                .anyMatch(ca -> ca.sha256Thumbprint().equals(thumbprint)))
                .findFirst();
    }

    private static boolean isAmong(List<byte[]> certificates, X509Certificate certificate) {
        try {
            byte[] der = certificate.getEncoded();
            return certificates.stream().anyMatch(one -> Arrays.equals(one, der));
        } catch (java.security.cert.CertificateEncodingException e) {
            return false;
        }
    }

    /** An uploaded CA that nobody has proved to hold authenticates no device; say so, since that is soon mended. */
    private Optional<Verdict> unverified(
            RegisterDevice request, ScopeSnapshot scope, List<ScopeCertificate> candidates) {
        List<TrustedCa> waiting = candidates.stream()
                .filter(certificate -> certificate.verifiedAt() == null)
                .map(certificate -> TrustedCa.of(CertificateFile.fromDer(certificate.der())))
                .toList();
        return DevicePaths.validate(request.chain(), waiting, clock.instant()) instanceof PathResult.Trusted trusted
                ? Optional.of(Verdict.refused(
                        Refusal.CA_NOT_VERIFIED,
                        "The CA \"%s\" is uploaded but not verified. Prove possession of its key first.",
                        subject(trusted.anchor().certificate())))
                : Optional.empty();
    }

    private static Optional<Verdict> namedAfterDevice(RegisterDevice request) {
        Optional<String> name = DeviceLeaf.commonName(request.chain().get(0));
        return name.filter(request.registrationId()::equalsIgnoreCase).isPresent()
                ? Optional.empty()
                : Optional.of(Verdict.refused(
                        Refusal.COMMON_NAME_MISMATCH,
                        "The certificate's common name is \"%s\", the registration ID is \"%s\". They must be equal.",
                        name.orElse(""),
                        request.registrationId()));
    }

    private static HubCredential thumbprints(RegisterDevice request) {
        String leaf = Thumbprints.sha1(request.chain().get(0));
        return new HubCredential.Thumbprints(leaf, leaf);
    }

    private static Verdict refused(PathResult.Refused refused) {
        Refusal refusal =
                switch (refused.reason()) {
                    case ANCHOR_NOT_FOUND, NOTHING_PRESENTED -> Refusal.CA_NOT_FOUND;
                    case NOT_IN_TIME -> Refusal.CERTIFICATE_NOT_IN_TIME;
                    default -> Refusal.CERTIFICATE_REFUSED;
                };
        return new Verdict.Refused(refusal, refused.sentence());
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
