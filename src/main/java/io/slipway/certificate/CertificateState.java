package io.slipway.certificate;

import io.slipway.web.Problem;
import java.util.Locale;

/** Whether a certificate authenticates devices, and for how long; derived, never stored. */
public enum CertificateState {
    UNVERIFIED,
    VERIFIED,
    /** Verified, and ends within 30 days. */
    EXPIRING,
    EXPIRED;

    public static CertificateState fromString(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("state", "Choose one of the states unverified, verified, expiring and expired.");
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
