package io.slipway.enrollment;

import io.slipway.scope.KeySlot;
import io.slipway.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes, seals and opens the symmetric keys of enrollments and groups, each bound to its row and slot. */
@ApplicationScoped
public class EnrollmentKeys {
    // What Azure generates, and the block size of SHA-256: a longer key would be hashed first.
    private static final int GENERATED_BYTES = 64;
    private final Secrets secrets;

    EnrollmentKeys(Secrets secrets) {
        this.secrets = secrets;
    }

    static String ofEnrollment(UUID enrollmentId) {
        return "enrollment/" + enrollmentId;
    }

    static String ofGroup(UUID enrollmentGroupId) {
        return "enrollment-group/" + enrollmentGroupId;
    }

    byte[] generate() {
        return secrets.random(GENERATED_BYTES);
    }

    byte[] seal(byte[] key, String place, KeySlot slot) {
        return secrets.seal(key, place + "/" + slot.word());
    }

    /** The key in the clear; null when there is none. */
    byte[] open(byte[] sealed, String place, KeySlot slot) {
        return sealed == null ? null : secrets.open(sealed, place + "/" + slot.word());
    }
}
