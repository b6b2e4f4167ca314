package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How a lease stands, as the device plane reads it.
 *
 * @param firstLeaving when the next single device is taken back, null if none is
 */
public record Standing(
        UUID leaseId,
        ScopeId scopeId,
        AccountId accountId,
        AccountId lesseeId,
        AccountId operatorId,
        UUID upperLeaseId,
        int depth,
        String reference,
        String state,
        Instant startsAt,
        Instant endsAt,
        int noticeDays,
        Instant offerExpiresAt,
        String endAction,
        UUID returnHubId,
        UUID defaultHubId,
        Instant recalledAt,
        Instant terminatesAt,
        Instant collectedAt,
        Instant answeredAt,
        Instant startedAt,
        String idScope,
        String lessorName,
        String lesseeName,
        Instant firstLeaving,
        int proposed,
        int starting,
        int active,
        int ending) {
    boolean isOffer() {
        return state.equals("proposed") && answeredAt == null;
    }

    boolean isRunning() {
        return answeredAt != null && (state.equals("proposed") || state.equals("active"));
    }

    boolean isEnding() {
        return state.equals("ending");
    }

    boolean isOver() {
        return !isOffer() && !isRunning() && !isEnding();
    }

    boolean hasBegun(Instant now) {
        return startsAt == null || !startsAt.isAfter(now);
    }

    boolean isTerminated(Instant now) {
        return terminatesAt != null && !terminatesAt.isAfter(now);
    }

    Instant recallDue() {
        return recalledAt == null ? null : recalledAt.plus(Duration.ofDays(noticeDays));
    }

    /** Nothing of it is on offer or in the lessee's hands any more. */
    boolean isEmpty() {
        return proposed + starting + active + ending == 0;
    }

    boolean mayHandBack(Instant now) {
        return !endAction.equals("keep") || collectedAt != null || isTerminated(now);
    }

    /** Why it ends now, null while it does not. */
    String ends(Instant now) {
        if (isTerminated(now)) {
            return "Terminated by its lessor.";
        } else if (endsAt != null && !endsAt.isAfter(now)) {
            return "Its term is over.";
        } else {
            return recallDue() != null && !recallDue().isAfter(now) ? "Recalled by its lessor." : null;
        }
    }

    /** When something will be due by itself, null if nothing ever. */
    Instant next(Instant now) {
        return Stream.of(
                        proposed > 0 ? offerExpiresAt : null,
                        starting > 0 ? startsAt : null,
                        isRunning() ? endsAt : null,
                        isRunning() ? recallDue() : null,
                        isOver() ? null : terminatesAt,
                        firstLeaving)
                .filter(Objects::nonNull)
                .filter(time -> time.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** In whose trails it stands. */
    List<AccountId> trails() {
        return List.of(accountId, lesseeId, operatorId);
    }
}
