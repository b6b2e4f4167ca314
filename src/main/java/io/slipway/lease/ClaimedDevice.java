package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A device that is claimed, and on what terms.
 *
 * @param termDays null for open
 * @param termsSince when the terms became these
 */
public record ClaimedDevice(
        UUID policy,
        String policyName,
        AccountId operator,
        ScopeId scope,
        String registrationId,
        String registrationKey,
        List<String> rights,
        Integer termDays,
        int noticeDays,
        String endAction,
        UUID returnHub,
        Instant termsSince) {
    Terms terms(Instant now) {
        Instant endsAt = termDays == null ? null : now.plus(Duration.ofDays(termDays));
        return new Terms(policyName, null, endsAt, rights, noticeDays, endAction, null, null, null);
    }
}
