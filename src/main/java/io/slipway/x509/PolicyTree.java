package io.slipway.x509;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;

/**
 * The valid policies of a path from below the anchor down to the leaf (RFC 5280 6.1). Equal policies of one level are one
 * node with several parents, as RFC 9618 asks: a tree proper grows exponentially with the mappings.
 */
final class PolicyTree {
    static final String ANY = "2.5.29.32.0";

    private record Node(String policy, Set<String> expected, List<Node> parents) {}

    private final PolicySettings settings;
    private Map<String, Node> above = new HashMap<>();
    private Map<String, Node> level = Map.of(ANY, new Node(ANY, Set.of(ANY), List.of()));
    private int explicit;
    private int mapping;
    private int any;

    PolicyTree(PolicySettings settings, int certificates) {
        this.settings = settings;
        this.explicit = settings.explicit() ? 0 : certificates + 1;
        this.mapping = settings.inhibitMapping() ? 0 : certificates + 1;
        this.any = settings.inhibitAny() ? 0 : certificates + 1;
    }

    /** RFC 5937 3.2: an anchor's own constraints hold below it. */
    void anchor(X509Certificate certificate) {
        tighten(certificate);
    }

    /** 6.1.3 (d) to (f) and 6.1.4 (a), (b), (h), (i), (j); false if no valid policy is left where one must be. */
    boolean passes(X509Certificate signer) {
        boolean selfIssued = Signatures.isSelfIssued(signer);
        descend(signer, any > 0 || selfIssued);
        boolean valid = explicit > 0 || !level.isEmpty();
        valid &= map(signer);
        if (!selfIssued) {
            explicit = Math.max(0, explicit - 1);
            mapping = Math.max(0, mapping - 1);
            any = Math.max(0, any - 1);
        }
        tighten(signer);
        return valid;
    }

    /** 6.1.3 (d) to (f) and 6.1.5 (a), (b), (g). */
    boolean ends(X509Certificate leaf) {
        descend(leaf, any > 0);
        boolean valid = explicit > 0 || !level.isEmpty();
        explicit = Math.max(0, explicit - 1);
        if (skip(leaf, 0).filter(count -> count == 0).isPresent()) {
            explicit = 0;
        }
        return valid && (explicit > 0 || isAccepted());
    }

    /** 6.1.3 (d), (e). */
    private void descend(X509Certificate certificate, boolean anyCounts) {
        above = level;
        level = new HashMap<>();
        Set<String> stated = policies(certificate);
        for (String policy : stated) {
            if (!policy.equals(ANY)) {
                List<Node> parents = expecting(policy);
                if (!parents.isEmpty()) {
                    add(policy, parents);
                } else if (above.containsKey(ANY)) {
                    add(policy, List.of(above.get(ANY)));
                }
            }
        }
        if (stated.contains(ANY) && anyCounts) {
            Set<String> expected = new HashSet<>();
            above.values().forEach(node -> expected.addAll(node.expected()));
            expected.removeAll(level.keySet());
            expected.forEach(policy -> add(policy, expecting(policy)));
        }
    }

    private List<Node> expecting(String policy) {
        return above.values().stream()
                .filter(node -> node.expected().contains(policy))
                .toList();
    }

    private void add(String policy, List<Node> parents) {
        level.put(policy, new Node(policy, Set.of(policy), parents));
    }

    /** 6.1.4 (a), (b). */
    private boolean map(X509Certificate certificate) {
        Map<String, Set<String>> mappings = mappings(certificate);
        if (mappings.containsKey(ANY) || mappings.values().stream().anyMatch(to -> to.contains(ANY))) {
            return false;
        }
        mappings.forEach((from, to) -> {
            Node known = level.get(from);
            if (mapping == 0) {
                level.remove(from);
            } else if (known != null) {
                level.put(from, new Node(from, to, known.parents()));
            } else if (level.containsKey(ANY)) {
                level.put(from, new Node(from, to, level.get(ANY).parents()));
            }
        });
        return explicit > 0 || !level.isEmpty();
    }

    /** 6.1.4 (i), (j). */
    private void tighten(X509Certificate certificate) {
        skip(certificate, 0).ifPresent(count -> explicit = Math.min(explicit, count));
        skip(certificate, 1).ifPresent(count -> mapping = Math.min(mapping, count));
        Extensions.get(certificate, Extension.inhibitAnyPolicy, ASN1Integer::getInstance)
                .ifPresent(count -> any = Math.min(any, clamped(count.getValue())));
    }

    /** 6.1.5 (g): some policy at the leaf derives from one that is accepted in the anchor's domain. */
    private boolean isAccepted() {
        if (settings.accepted().contains(ANY) || level.containsKey(ANY)) {
            return !level.isEmpty();
        }
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(level.values());
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            boolean inDomain =
                    node.parents().stream().anyMatch(parent -> parent.policy().equals(ANY));
            if (inDomain && settings.accepted().contains(node.policy())) {
                return true;
            }
            node.parents().stream()
                    .filter(parent -> !parent.policy().equals(ANY))
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return false;
    }

    private static Set<String> policies(X509Certificate certificate) {
        Set<String> ids = new HashSet<>();
        Extensions.get(certificate, Extension.certificatePolicies, CertificatePolicies::getInstance)
                .ifPresent(policies -> Arrays.stream(policies.getPolicyInformation())
                        .map(PolicyInformation::getPolicyIdentifier)
                        .map(ASN1ObjectIdentifier::getId)
                        .forEach(ids::add));
        return ids;
    }

    private static Map<String, Set<String>> mappings(X509Certificate certificate) {
        return Extensions.get(certificate, Extension.policyMappings, PolicyTree::pairs)
                .orElse(Map.of());
    }

    private static Map<String, Set<String>> pairs(Object extension) {
        Map<String, Set<String>> pairs = new HashMap<>();
        for (var element : ASN1Sequence.getInstance(extension)) {
            ASN1Sequence pair = ASN1Sequence.getInstance(element);
            pairs.computeIfAbsent(id(pair, 0), from -> new HashSet<>()).add(id(pair, 1));
        }
        return pairs;
    }

    private static String id(ASN1Sequence pair, int index) {
        return ASN1ObjectIdentifier.getInstance(pair.getObjectAt(index)).getId();
    }

    /** requireExplicitPolicy is field 0 of policyConstraints, inhibitPolicyMapping field 1. */
    private static Optional<Integer> skip(X509Certificate certificate, int field) {
        return Extensions.get(certificate, Extension.policyConstraints, PolicyConstraints::getInstance)
                .map(limits -> field == 0 ? limits.getRequireExplicitPolicyMapping() : limits.getInhibitPolicyMapping())
                .map(PolicyTree::clamped);
    }

    private static int clamped(java.math.BigInteger count) {
        return count.min(java.math.BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    }
}
