package io.slipway.notice;

import io.slipway.db.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A fact that a company is told of by mail.
 *
 * @param kind names the correspondent and what happened: {@code lease:recalled}
 * @param about which of several such facts
 * @param recipients who still has to get it, null before anybody asked
 */
public record Notice(
        UUID noticeId,
        AccountId accountId,
        UUID subjectId,
        String kind,
        Instant about,
        Instant notedAt,
        List<String> recipients,
        int tries,
        String state) {
    static Notice of(AccountId account, UUID subject, String kind, Instant about, Instant now) {
        return new Notice(UUID.randomUUID(), account, subject, kind, about, now, null, 0, "waiting");
    }

    boolean isWaiting() {
        return state.equals("waiting");
    }

    boolean isAddressed() {
        return recipients != null;
    }
}
