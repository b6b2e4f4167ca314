package io.slipway.certificate;

import io.slipway.scope.ScopeId;
import java.util.Locale;

/**
 * Which certificates to list.
 *
 * @param scope only this one's, or null for every scope
 * @param state only those in this state, or null for all
 * @param query part of the name, the subject or a thumbprint in any notation; never null
 * @param after the last certificate of the page before, or null
 */
record CertificateFilter(ScopeId scope, CertificateState state, String query, CertificateId after) {
    static final int PAGE = 100;

    static CertificateFilter of(String state, String query, CertificateId after) {
        return new CertificateFilter(
                null,
                state == null || state.isBlank() ? null : CertificateState.fromString(state),
                query == null ? "" : query.strip(),
                after);
    }

    CertificateFilter in(ScopeId scope) {
        return new CertificateFilter(scope, state, query, after);
    }

    /** Thumbprints are copied with colons, blanks or neither. */
    public String thumbprint() {
        String digits = query.replaceAll("[:\\s-]", "").toUpperCase(Locale.ROOT);
        return digits.matches("[0-9A-F]{8,64}") ? digits : "none";
    }
}
