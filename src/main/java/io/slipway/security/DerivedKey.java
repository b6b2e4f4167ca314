package io.slipway.security;

/** The key of one device of a symmetric-key group (protocol section 5.4). */
public final class DerivedKey {
    private DerivedKey() {}

    /** Uses the registration ID as given: whether to try the lower-case form too is the caller's business. */
    public static byte[] of(byte[] groupKey, String registrationId) {
        return Hmac.sha256(groupKey, registrationId);
    }
}
