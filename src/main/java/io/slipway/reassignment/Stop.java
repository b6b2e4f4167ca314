package io.slipway.reassignment;

import java.time.Instant;

/**
 * Why a device goes no further, for now or at all.
 *
 * @param state the part's state from now on
 * @param reason a word that stays the same
 * @param failure a sentence for people
 * @param due when it is tried again, null for not by itself
 */
record Stop(String registrationKey, String state, String reason, String failure, Instant due) {
    static Stop failed(Part part, String reason, String failure) {
        return new Stop(part.registrationKey(), "failed", reason, failure, null);
    }

    static Stop skipped(Part part, String reason, String failure) {
        return new Stop(part.registrationKey(), "skipped", reason, failure, null);
    }

    static Stop done(Part part) {
        return new Stop(part.registrationKey(), "released", "already-there", null, null);
    }

    static Stop later(Part part, String reason, String failure, Instant due) {
        return new Stop(part.registrationKey(), part.state(), reason, failure, due);
    }
}
