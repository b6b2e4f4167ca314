package io.slipway.x509;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;

/** One limit on names (RFC 5280 4.2.1.10), checked for its form. */
record NameSubtree(int kind, String text, List<String> relative, byte[] network) {
    static NameSubtree of(GeneralSubtree subtree) {
        // 4.2.1.10: minimum is zero and maximum absent.
        if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
            throw malformed();
        }
        GeneralName base = subtree.getBase();
        return switch (base.getTagNo()) {
            case GeneralName.dNSName -> text(base, host(CertifiedName.string(base), false));
            case GeneralName.uniformResourceIdentifier -> text(base, host(CertifiedName.string(base), true));
            case GeneralName.rfc822Name -> text(base, email(CertifiedName.string(base)));
            case GeneralName.directoryName -> new NameSubtree(
                    base.getTagNo(), "", CertifiedName.relative(X500Name.getInstance(base.getName())), null);
            case GeneralName.iPAddress -> network(base);
            default -> text(base, "");
        };
    }

    /** Whether the whole name is within. A kind that is not known here never is. */
    boolean holds(CertifiedName name) {
        return switch (kind) {
            case GeneralName.dNSName -> isBelow(withoutWildcard(name.text()), text);
            case GeneralName.uniformResourceIdentifier -> isHostOrBelow(name.text());
            case GeneralName.rfc822Name -> text.contains("@") ? name.text().equals(text) : isHostOrBelow(host(name));
            case GeneralName.directoryName -> isPrefix(name.relative());
            case GeneralName.iPAddress -> isInNetwork(name.address());
            default -> false;
        };
    }

    /** Whether some of the name is within: a wildcard reaches into what lies below it, an unknown kind may. */
    boolean touches(CertifiedName name) {
        return switch (kind) {
            case GeneralName.dNSName -> holds(name)
                    || name.text().startsWith("*.") && isBelow(text, withoutWildcard(name.text()));
            case GeneralName.uniformResourceIdentifier -> name.text().isEmpty() || holds(name);
            case GeneralName.rfc822Name, GeneralName.directoryName, GeneralName.iPAddress -> holds(name);
            default -> true;
        };
    }

    private static String withoutWildcard(String host) {
        return host.startsWith("*.") ? host.substring(2) : host;
    }

    private static boolean isBelow(String host, String base) {
        return base.isEmpty() || host.equals(base) || host.endsWith("." + base);
    }

    /** 4.2.1.10: with a leading period all hosts below and not the host itself, else that host only. */
    private boolean isHostOrBelow(String host) {
        return text.startsWith(".") ? host.endsWith(text) : host.equals(text);
    }

    private static String host(CertifiedName email) {
        return email.text().substring(email.text().lastIndexOf('@') + 1);
    }

    private boolean isPrefix(List<String> name) {
        return name.size() >= relative.size()
                && name.subList(0, relative.size()).equals(relative);
    }

    private boolean isInNetwork(byte[] address) {
        if (address.length * 2 != network.length) {
            return false;
        }
        for (int i = 0; i < address.length; i++) {
            if (((address[i] ^ network[i]) & network[i + address.length]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static NameSubtree text(GeneralName base, String text) {
        return new NameSubtree(base.getTagNo(), text, List.of(), null);
    }

    /** 4.2.1.10: a period leads in limits of URIs and e-mail addresses, never in those of DNS names. */
    private static String host(String given, boolean mayLead) {
        String host = given.toLowerCase(Locale.ROOT);
        boolean fine = mayLead && host.startsWith(".")
                ? CertifiedName.isHost(host.substring(1))
                : CertifiedName.isHost(host) || !mayLead && host.isEmpty();
        if (!fine) {
            throw malformed();
        }
        return host;
    }

    private static String email(String given) {
        try {
            return given.contains("@") ? CertifiedName.email(given) : host(given, true);
        } catch (Extensions.Malformed e) {
            throw malformed();
        }
    }

    private static NameSubtree network(GeneralName base) {
        byte[] octets = ASN1OctetString.getInstance(base.getName()).getOctets();
        if (octets.length != 8 && octets.length != 32
                || !isMask(Arrays.copyOfRange(octets, octets.length / 2, octets.length))) {
            throw malformed();
        }
        return new NameSubtree(base.getTagNo(), "", List.of(), octets);
    }

    /** RFC 4632 3.1: ones, then zeros. */
    private static boolean isMask(byte[] mask) {
        String bits = new java.math.BigInteger(1, mask).toString(2);
        return bits.equals("0") || bits.length() == mask.length * 8 && !bits.contains("01");
    }

    static Extensions.Malformed malformed() {
        return new Extensions.Malformed("nameConstraints");
    }
}
