package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How a lease stands, as the device plane reads it.
 *
 * @param firstLeaving when the next single device is taken back, null if none is
 * @param goingBack those of the ending ones that their lessee does not keep until they are collected
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
        Instant answeredAt,
        Instant startedAt,
        String idScope,
        String lessorName,
        String lesseeName,
        Instant firstLeaving,
        int proposed,
        int starting,
        int active,
        int ending,
        int goingBack) {
    private static final List<Integer> DAYS_BEFORE_END = List.of(1, 7, 30);

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

    /** When it ends as things stand, null for open. */
    Instant lastsUntil() {
        return Stream.of(endsAt, recallDue())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Of which number of days before the end its companies are to be told now; not of what they agreed on after it. */
    Optional<Integer> daysToTell(Instant now) {
        if (!isRunning() || lastsUntil() == null || !lastsUntil().isAfter(now)) {
            return Optional.empty();
        }
        return DAYS_BEFORE_END.stream()
                .filter(days -> !daysBeforeEnd(days).isAfter(now))
                .findFirst()
                .filter(days -> daysBeforeEnd(days).isAfter(answeredAt))
                .filter(days -> recalledAt == null || daysBeforeEnd(days).isAfter(recalledAt));
    }

    private Instant daysBeforeEnd(int days) {
        return lastsUntil().minus(Duration.ofDays(days));
    }

    /** Nothing of it is on offer or in the lessee's hands any more. */
    boolean isEmpty() {
        return proposed + starting + active + ending == 0;
    }

    /** What is on offer expires, or is an offer of a term that is over, or of nothing. */
    boolean isExpired(Instant now) {
        return proposed > 0 ? !standsUntil().isAfter(now) : isOffer();
    }

    private Instant standsUntil() {
        return isOffer() && endsAt != null && endsAt.isBefore(offerExpiresAt) ? endsAt : offerExpiresAt;
    }

    boolean isOverdue(Instant now) {
        return firstLeaving != null && !firstLeaving.isAfter(now);
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
        Stream<Instant> notices =
                isRunning() && lastsUntil() != null ? DAYS_BEFORE_END.stream().map(this::daysBeforeEnd) : Stream.of();
        Stream<Instant> steps = Stream.of(
                proposed > 0 ? standsUntil() : null,
                starting > 0 ? startsAt : null,
                isRunning() ? endsAt : null,
                isRunning() ? recallDue() : null,
                isOver() ? null : terminatesAt,
                firstLeaving);
        return Stream.concat(notices, steps)
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
