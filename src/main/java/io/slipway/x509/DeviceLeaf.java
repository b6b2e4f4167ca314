package io.slipway.x509;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

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
                .map(pair -> IETFUtils.valueToString(pair.getValue()))
                .toList();
        return names.size() == 1 ? Optional.of(unescaped(names.get(0))) : Optional.empty();
    }

    /** The library escapes for RFC 2253; a registration ID has none of those characters, a hostile name may. */
    private static String unescaped(String name) {
        return name.replace("\\", "");
    }
}
