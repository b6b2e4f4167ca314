package io.slipway.audit;

import io.slipway.db.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One entry of an account's audit trail. Before and after are JSON texts or null; so are sequence and hash until the event is
 * sealed, which is within seconds.
 */
public record Event(
        AccountId account,
        long id,
        Instant happenedAt,
        String actorKind,
        String actorId,
        String actorName,
        AccountId actorAccount,
        String action,
        String objectType,
        String objectId,
        String objectName,
        UUID scope,
        String idScope,
        String before,
        String after,
        Long sequence,
        byte[] hash) {
    /** "rotated" of {@code accessPolicy.rotated}. */
    public String verb() {
        return words(action.substring(action.indexOf('.') + 1));
    }

    /** "access policy" of {@code accessPolicy}. */
    public String objectKind() {
        return words(objectType);
    }

    public boolean isFromAnotherAccount() {
        return !actorAccount.equals(account);
    }

    /** What differs, field by field. */
    public List<EventChange> changes() {
        return EventChange.between(before, after);
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])|_", " ").toLowerCase(Locale.ROOT);
    }
}
