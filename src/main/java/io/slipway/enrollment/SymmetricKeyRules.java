package io.slipway.enrollment;

import static io.slipway.scope.KeySlot.PRIMARY;
import static io.slipway.scope.KeySlot.SECONDARY;

import io.slipway.enrollment.AttestationMechanism.SymmetricKeys;
import io.slipway.scope.KeySlot;
import io.slipway.web.Validation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;

/** Makes and keeps the keys of a symmetric-key attestation. */
@ApplicationScoped
class SymmetricKeyRules {
    private final EnrollmentKeys keys;

    SymmetricKeyRules(EnrollmentKeys keys) {
        this.keys = keys;
    }

    AttestationColumns judge(Enrolled subject, SymmetricKeys given, Validation wrong) {
        return AttestationColumns.ofKeys(
                sealed(subject, PRIMARY, given == null ? null : given.primaryKey(), wrong),
                sealed(subject, SECONDARY, given == null ? null : given.secondaryKey(), wrong));
    }

    /**
     * Without a key: the one in force, or a fresh one. Clients put an enrollment back with empty keys (protocol section
     * 3.7); a fresh one then would cut the device off.
     */
    private byte[] sealed(Enrolled subject, KeySlot slot, String given, Validation wrong) {
        AttestationColumns stored = subject.attestation();
        if (given != null && !given.isBlank()) {
            return keys.seal(decoded(given.strip(), slot, wrong), subject.keyPlace(), slot);
        }
        return stored != null && stored.hasKeys()
                ? stored.sealed(slot)
                : keys.seal(keys.generate(), subject.keyPlace(), slot);
    }

    private static byte[] decoded(String given, KeySlot slot, Validation wrong) {
        String field = "attestation.symmetricKey." + slot.word() + "Key";
        try {
            byte[] key = Base64.getDecoder().decode(given);
            wrong.require(
                    key.length >= 16 && key.length <= 64,
                    field,
                    "The %s key is %d bytes long. Use 16 to 64 bytes.".formatted(slot.word(), key.length));
            return key;
        } catch (IllegalArgumentException e) {
            wrong.require(
                    false,
                    field,
                    "The %s key is not valid Base64. Leave it empty to have one made.".formatted(slot.word()));
            return new byte[0];
        }
    }
}
