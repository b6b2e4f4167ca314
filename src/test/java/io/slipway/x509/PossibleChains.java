package io.slipway.x509;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The chains that a device could present out of a heap of intermediates, by their names; a hundred at most. */
final class PossibleChains {
    private static final int MOST = 100;
    private static final int LONGEST = 16;

    private PossibleChains() {}

    static List<List<X509Certificate>> of(X509Certificate leaf, List<X509Certificate> intermediates) {
        List<List<X509Certificate>> chains = ordered(leaf, intermediates);
        List<X509Certificate> given = new ArrayList<>(List.of(leaf));
        given.addAll(intermediates);
        chains.add(0, given);
        return chains;
    }

    static List<List<X509Certificate>> ordered(X509Certificate leaf, List<X509Certificate> intermediates) {
        List<List<X509Certificate>> chains = new ArrayList<>();
        extend(List.of(leaf), intermediates, chains);
        return chains;
    }

    /** Whether another chain of the heap may be the one that a case is about. */
    static boolean isWrongChain(PathResult.Refused refused) {
        return switch (refused.reason()) {
            case WRONG_ORDER, WRONG_SIGNATURE, ANCHOR_NOT_FOUND -> true;
            default -> false;
        };
    }

    private static void extend(
            List<X509Certificate> chain, List<X509Certificate> intermediates, List<List<X509Certificate>> into) {
        if (into.size() >= MOST || chain.size() > LONGEST) {
            return;
        }
        into.add(chain);
        X509Certificate last = chain.get(chain.size() - 1);
        for (X509Certificate next : intermediates) {
            if (next.getSubjectX500Principal().equals(last.getIssuerX500Principal()) && !chain.contains(next)) {
                List<X509Certificate> longer = new ArrayList<>(chain);
                longer.add(next);
                extend(longer, intermediates, into);
            }
        }
    }
}
