package io.slipway.x509;

import io.slipway.x509.PathResult.Reason;
import io.slipway.x509.PathResult.Refused;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;

/**
 * Revocation lists at hand (RFC 5280 6.3), complete and direct ones only; nothing is fetched. Devices are withdrawn by
 * their enrollment, so that Slipway itself asks for none.
 *
 * @param signers certificates of keys that sign nothing but lists
 */
record Revocation(List<X509CRL> lists, List<X509Certificate> signers, boolean checked) {
    static final Revocation UNCHECKED = new Revocation(List.of(), List.of(), false);
    private static final int CRL_SIGN = 6;

    /** {@code above} are the issuer of the certificate, the issuer of that one and so on. */
    Optional<Refused> check(X509Certificate certificate, int index, List<X509Certificate> above, Instant at) {
        if (!checked) {
            return Optional.empty();
        }
        List<X509CRL> current = current(certificate, above, at);
        if (current.isEmpty()) {
            return PathRules.refused(
                    Reason.REVOKED, index, "No valid revocation list says whether %s is revoked.", certificate);
        }
        return current.stream().anyMatch(list -> list.getRevokedCertificate(certificate) != null)
                ? PathRules.refused(Reason.REVOKED, index, "%s was revoked by its issuer.", certificate)
                : Optional.empty();
    }

    private List<X509CRL> current(X509Certificate certificate, List<X509Certificate> above, Instant at) {
        // A CA that renewed its key signs its lists with one of them, which the path holds self-issued.
        List<X509Certificate> keys = new ArrayList<>(above.stream()
                .filter(ca -> ca.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .toList());
        signers.stream()
                .filter(signer -> maySign(signer, certificate, above, at))
                .forEach(keys::add);
        return lists.stream()
                .filter(list -> list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(list -> isSound(list, at))
                .filter(list -> keys.stream().anyMatch(key -> hasCrlSign(key) && isSignedBy(list, key.getPublicKey())))
                .toList();
    }

    /** 6.3.3 (f): the signer's own certificate is as good as that of any other CA, and it bears the issuer's name. */
    private boolean maySign(
            X509Certificate signer, X509Certificate certificate, List<X509Certificate> above, Instant at) {
        if (signer.equals(certificate)
                || !signer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                || PathRules.time(signer, 0, at).isPresent()) {
            return false;
        }
        for (int i = 0; i < Math.min(2, above.size()); i++) {
            X509Certificate issuer = above.get(i);
            if (signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                    && Signatures.isSignedBy(signer, issuer.getPublicKey())) {
                Revocation others = new Revocation(lists, List.of(), true);
                return others.check(signer, 0, above.subList(i, above.size()), at)
                        .isEmpty();
            }
        }
        return false;
    }

    /** 5.1.2.4, 5.1.2.5, 5.2, 5.2.3, 5.3: what is not understood cannot vouch for anything. */
    private static boolean isSound(X509CRL list, Instant at) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        boolean numbered = list.getExtensionValue(Extension.cRLNumber.getId()) != null;
        boolean understood = critical == null || critical.isEmpty();
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        boolean entriesUnderstood =
                entries == null || entries.stream().noneMatch(X509CRLEntry::hasUnsupportedCriticalExtension);
        return numbered
                && understood
                && entriesUnderstood
                && list.getNextUpdate() != null
                && !at.isBefore(list.getThisUpdate().toInstant())
                && !at.isAfter(list.getNextUpdate().toInstant());
    }

    /** 4.2.1.3: who states what a key is for, but not this, has not allowed it. */
    private static boolean hasCrlSign(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }

    private static boolean isSignedBy(X509CRL list, PublicKey key) {
        try {
            list.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
