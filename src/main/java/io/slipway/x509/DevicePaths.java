package io.slipway.x509;

import io.slipway.x509.PathResult.Reason;
import io.slipway.x509.PathResult.Refused;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the chain a device presented. Nothing is searched: each certificate's issuer is a known CA, or the next one
 * presented. What comes after a known CA does not count, so a device may send its root along.
 */
public final class DevicePaths {
    private DevicePaths() {}

    public static PathResult validate(List<X509Certificate> presented, Collection<TrustedCa> anchors, Instant at) {
        return validate(presented, anchors, at, Limits.OF_DEVICES);
    }

    static PathResult validate(
            List<X509Certificate> presented, Collection<TrustedCa> anchors, Instant at, Limits limits) {
        try {
            Optional<Refused> capped = cap(presented, limits);
            return capped.isPresent() ? capped.get() : follow(presented, anchors, at, limits);
        } catch (Extensions.Malformed e) {
            return new Refused(Reason.MALFORMED, "A certificate's extension " + e.getMessage() + " cannot be read.", 0);
        }
    }

    private static Optional<Refused> cap(List<X509Certificate> presented, Limits limits) {
        if (presented.isEmpty()) {
            return Optional.of(new Refused(Reason.NOTHING_PRESENTED, "The device presented no certificate.", 0));
        }
        if (presented.size() > limits.certificates()) {
            return Optional.of(new Refused(
                    Reason.TOO_LONG,
                    "The device presented %d certificates; %d are the most."
                            .formatted(presented.size(), limits.certificates()),
                    limits.certificates()));
        }
        Set<X509Certificate> seen = new HashSet<>();
        int bytes = 0;
        for (int i = 0; i < presented.size(); i++) {
            if (!seen.add(presented.get(i))) {
                return PathRules.refused(Reason.DUPLICATE, i, "%s was presented twice.", presented.get(i));
            }
            bytes += size(presented.get(i));
        }
        return bytes > limits.bytes()
                ? Optional.of(new Refused(
                        Reason.TOO_LONG,
                        "The presented certificates have %d bytes; %d are the most.".formatted(bytes, limits.bytes()),
                        0))
                : Optional.empty();
    }

    private static PathResult follow(
            List<X509Certificate> presented, Collection<TrustedCa> anchors, Instant at, Limits limits) {
        List<X509Certificate> path = new ArrayList<>();
        PathResult first = null;
        for (int i = 0; i < presented.size(); i++) {
            X509Certificate current = presented.get(i);
            path.add(current);
            // A renewed CA has the key of the one it replaces: what one of them refuses, the other may allow.
            for (TrustedCa anchor : anchors) {
                if (!anchor.certificate().equals(current) && anchor.signed(current)) {
                    PathResult result = below(anchor, path, at, limits);
                    if (result instanceof PathResult.Trusted) {
                        return result;
                    }
                    first = first == null ? result : first;
                }
            }
            if (i + 1 == presented.size() || !isIssuer(presented.get(i + 1), current)) {
                return first == null ? unanchored(presented, i) : first;
            }
        }
        throw new IllegalStateException("the loop ends at the last certificate");
    }

    private static PathResult below(TrustedCa anchor, List<X509Certificate> presented, Instant at, Limits limits) {
        List<X509Certificate> path = new ArrayList<>(presented);
        path.add(anchor.certificate());
        return PathValidation.of(path, at, limits)
                .<PathResult>map(refused -> refused)
                .orElseGet(() -> new PathResult.Trusted(anchor, List.copyOf(path)));
    }

    private static Refused unanchored(List<X509Certificate> presented, int last) {
        X509Certificate current = presented.get(last);
        boolean later = presented.stream().skip(last + 2L).anyMatch(other -> isIssuer(other, current));
        if (later) {
            return PathRules.refused(
                            Reason.WRONG_ORDER,
                            last + 1,
                            "%s does not follow its issuer. Present the leaf first, each followed by its issuer.",
                            presented.get(last + 1))
                    .orElseThrow();
        }
        return new Refused(
                Reason.ANCHOR_NOT_FOUND,
                "CA certificate not found. No verified CA of the scope is \"%s\", which issued \"%s\"%s."
                        .formatted(
                                PathRules.shown(current.getIssuerX500Principal()),
                                PathRules.shown(current.getSubjectX500Principal()),
                                last == 0 && presented.size() == 1 && !Signatures.isSelfIssued(current)
                                        ? ", and the device presented no intermediate certificate"
                                        : ""),
                last);
    }

    private static boolean isIssuer(X509Certificate issuer, X509Certificate of) {
        return issuer.getSubjectX500Principal().equals(of.getIssuerX500Principal());
    }

    private static int size(X509Certificate certificate) {
        try {
            return certificate.getEncoded().length;
        } catch (CertificateEncodingException e) {
            return Integer.MAX_VALUE / 16;
        }
    }
}
