package io.slipway.x509;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** A device's own certificate, enrolled as it is: its key is what counts, so it may be self-signed. */
public final class DeviceLeaf {
    private DeviceLeaf() {}

    /** Empty if it may be used at that time. */
    public static Optional<PathResult.Refused> check(X509Certificate leaf, Instant at) {
        return PathRules.time(leaf, 0, at).or(() -> PathRules.strength(leaf, 0));
    }

    /** The one common name of the subject; empty if there is none or more than one. */
    public static Optional<String> commonName(X509Certificate certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        List<String> names = List.of(subject.getRDNs(BCStyle.CN)).stream()
                .flatMap(rdn -> List.of(rdn.getTypesAndValues()).stream())
                .filter(pair -> pair.getType().equals(BCStyle.CN))
                .map(pair -> pair.getValue() instanceof ASN1String text ? text.getString() : "")
                .toList();
        // Beyond ASCII, letters that look or compare alike without case would pass for a registration ID.
        return names.size() == 1 && names.get(0).chars().allMatch(c -> c < 128)
                ? Optional.of(names.get(0))
                : Optional.empty();
    }
}
