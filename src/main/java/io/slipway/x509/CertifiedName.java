package io.slipway.x509;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * A name of a certificate, checked for its form and made comparable.
 *
 * @param kind the tag of GeneralName (RFC 5280 4.2.1.6)
 * @param text of an e-mail address its mailbox, of a DNS name or URI its host
 * @param relative the relative distinguished names of a directory name
 */
record CertifiedName(int kind, String text, List<String> relative, byte[] address) {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_HOST = 253;
    private static final Pattern MAILBOX =
            Pattern.compile("[\\x21-\\x7e&&[^@\"(),:;<>\\[\\]\\\\]]+|\"[\\x20-\\x7e]+\"");

    static CertifiedName of(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName -> text(name, dns(string(name)));
            case GeneralName.rfc822Name -> text(name, email(string(name)));
            case GeneralName.uniformResourceIdentifier -> text(name, uriHost(string(name)));
            case GeneralName.directoryName -> new CertifiedName(
                    name.getTagNo(), "", relative(X500Name.getInstance(name.getName())), null);
            case GeneralName.iPAddress -> address(name);
            default -> text(name, "");
        };
    }

    static List<String> relative(X500Name name) {
        return Arrays.stream(name.getRDNs()).map(CertifiedName::canonical).toList();
    }

    /** RFC 1034 3.5 as modified by RFC 1123 2.1, which 4.2.1.6 asks for; an underscore is none of its letters. */
    static boolean isHost(String host) {
        boolean named = false;
        int label = 0;
        for (int i = 0; i <= host.length(); i++) {
            char c = i == host.length() ? '.' : host.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z';
            boolean fits = c == '.'
                    ? label > 0 && label <= LONGEST_LABEL && host.charAt(i - 1) != '-'
                    : digit || letter || c == '-' && label > 0;
            if (!fits) {
                return false;
            }
            named |= letter || c == '-';
            label = c == '.' ? 0 : label + 1;
        }
        return named && host.length() <= LONGEST_HOST;
    }

    static String string(GeneralName name) {
        String text = ((ASN1String) name.getName()).getString();
        if (!text.chars().allMatch(c -> c > 0x1f && c < 0x7f)) {
            throw malformed();
        }
        return text;
    }

    /** Lower-case host, local part as it is: only the host is compared without regard to case (4.2.1.10). */
    static String email(String address) {
        int at = address.lastIndexOf('@');
        String host = address.substring(at + 1).toLowerCase(Locale.ROOT);
        if (at < 1
                || !isHost(host)
                || !MAILBOX.matcher(address.substring(0, at)).matches()) {
            throw malformed();
        }
        return address.substring(0, at + 1) + host;
    }

    private static CertifiedName text(GeneralName name, String text) {
        return new CertifiedName(name.getTagNo(), text, List.of(), null);
    }

    /** RFC 6125 6.4.3: a wildcard stands for the whole leftmost label. */
    private static String dns(String given) {
        String host = given.toLowerCase(Locale.ROOT);
        if (!isHost(host.startsWith("*.") ? host.substring(2) : host)) {
            throw malformed();
        }
        return host;
    }

    /** Empty if it has none, which matters only where a CA limits URIs. */
    private static String uriHost(String given) {
        try {
            URI uri = new URI(given);
            if (!uri.isAbsolute()) {
                throw malformed();
            }
            String host = uri.getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            throw malformed();
        }
    }

    private static CertifiedName address(GeneralName name) {
        byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
        if (octets.length != 4 && octets.length != 16) {
            throw malformed();
        }
        return new CertifiedName(name.getTagNo(), "", List.of(), octets);
    }

    private static String canonical(RDN rdn) {
        return Arrays.stream(rdn.getTypesAndValues())
                .map(pair -> pair.getType().getId() + "=" + IETFUtils.canonicalString(pair.getValue()))
                .sorted()
                .reduce("", (one, other) -> one + "+" + other);
    }

    static Extensions.Malformed malformed() {
        return new Extensions.Malformed("subjectAltName");
    }
}
