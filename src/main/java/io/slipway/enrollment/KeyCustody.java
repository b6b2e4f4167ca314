package io.slipway.enrollment;

import static io.slipway.scope.KeySlot.PRIMARY;
import static io.slipway.scope.KeySlot.SECONDARY;

import io.slipway.enrollment.AttestationMechanism.SymmetricKeys;
import io.slipway.scope.KeySlot;
import io.slipway.security.DerivedKey;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Base64;

/** Opens, replaces and derives keys for people who may; each caller records an event. */
@ApplicationScoped
class KeyCustody {
    private final EnrollmentKeys keys;

    KeyCustody(EnrollmentKeys keys) {
        this.keys = keys;
    }

    AttestationMechanism open(Enrolled enrolled) {
        return AttestationMechanism.symmetricKey(
                new SymmetricKeys(text(opened(enrolled, PRIMARY)), text(opened(enrolled, SECONDARY))));
    }

    AttestationColumns rotated(Enrolled enrolled, KeySlot slot) {
        requireKeys(enrolled);
        return enrolled.attestation().with(slot, keys.seal(keys.generate(), enrolled.keyPlace(), slot));
    }

    /** The keys of one device of a group (protocol section 5.4). */
    SymmetricKeys derived(Enrolled group, RegistrationId device) {
        return new SymmetricKeys(
                text(DerivedKey.of(opened(group, PRIMARY), device.value())),
                text(DerivedKey.of(opened(group, SECONDARY), device.value())));
    }

    /** Whether a change brings other keys than those in force. */
    boolean replaces(Enrolled enrolled, AttestationColumns after) {
        AttestationColumns before = enrolled.attestation();
        return before.hasKeys()
                && after.hasKeys()
                && Arrays.stream(KeySlot.values())
                        .anyMatch(slot -> !Arrays.equals(opened(enrolled, slot), opened(enrolled, after, slot)));
    }

    private byte[] opened(Enrolled enrolled, KeySlot slot) {
        requireKeys(enrolled);
        return opened(enrolled, enrolled.attestation(), slot);
    }

    private byte[] opened(Enrolled enrolled, AttestationColumns columns, KeySlot slot) {
        return keys.open(columns.sealed(slot), enrolled.keyPlace(), slot);
    }

    void requireKeys(Enrolled enrolled) {
        if (!enrolled.attestation().hasKeys()) {
            throw new Problem(
                    ProblemType.CONFLICT, "It has no keys: its devices prove who they are with certificates.");
        }
    }

    private static String text(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
