package io.slipway.x509;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/** The names that the CAs of a path may certify (RFC 5280 6.1.1 (h), (i), 6.1.3 (b), (c), 6.1.4 (g)). */
final class NameLimits {
    /** A hostile CA could otherwise make thousands of names meet thousands of limits. */
    static final int MOST_COMPARISONS = 100_000;

    private final List<Map<Integer, List<NameSubtree>>> permitted = new ArrayList<>();
    private final Map<Integer, List<NameSubtree>> excluded = new HashMap<>();
    private int comparisons;

    /** Each CA's list narrows those above it: a name needs a place in every one that speaks of its kind. */
    void add(NameConstraints constraints) {
        Map<Integer, List<NameSubtree>> narrower = new HashMap<>();
        collect(constraints.getPermittedSubtrees(), narrower);
        permitted.add(narrower);
        collect(constraints.getExcludedSubtrees(), excluded);
    }

    boolean allow(CertifiedName name) {
        for (Map<Integer, List<NameSubtree>> one : permitted) {
            List<NameSubtree> subtrees = one.get(name.kind());
            if (subtrees != null && !compare(subtrees) || subtrees != null && !holds(subtrees, name)) {
                return false;
            }
        }
        List<NameSubtree> forbidden = excluded.getOrDefault(name.kind(), List.of());
        return compare(forbidden) && forbidden.stream().noneMatch(subtree -> subtree.touches(name));
    }

    private static boolean holds(List<NameSubtree> subtrees, CertifiedName name) {
        return subtrees.stream().anyMatch(subtree -> subtree.holds(name));
    }

    private boolean compare(List<NameSubtree> subtrees) {
        comparisons += subtrees.size();
        return comparisons <= MOST_COMPARISONS;
    }

    private static void collect(GeneralSubtree[] subtrees, Map<Integer, List<NameSubtree>> into) {
        if (subtrees == null) {
            return;
        }
        // 4.2.1.10: a list that is there has at least one entry.
        if (subtrees.length == 0) {
            throw NameSubtree.malformed();
        }
        for (GeneralSubtree subtree : subtrees) {
            NameSubtree read = NameSubtree.of(subtree);
            into.computeIfAbsent(read.kind(), kind -> new ArrayList<>()).add(read);
        }
    }
}
