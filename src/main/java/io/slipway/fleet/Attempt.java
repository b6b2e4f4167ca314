package io.slipway.fleet;

import java.time.Instant;

/**
 * A recorded try to register; equal ones of a day are one row with their count.
 *
 * @param outcome {@code assigned}, {@code refused} or {@code failed}
 * @param reason why, as a word that stays the same ({@code docs/differences.md})
 * @param sentence why, as the device was told
 * @param detail what was presented, as JSON, or null
 */
public record Attempt(
        String idScope,
        String registrationId,
        String outcome,
        String reason,
        Integer errorCode,
        String sentence,
        String detail,
        String transport,
        String remoteAddress,
        long count,
        Instant firstAt,
        Instant lastAt) {
    public boolean succeeded() {
        return outcome.equals("assigned");
    }

    /** Where the next page of a list goes on. */
    String position() {
        return lastAt + "~" + registrationId;
    }
}
