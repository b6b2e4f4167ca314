package io.slipway.notice;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** For other features: notes that a company is to be told of something. */
@ApplicationScoped
public class Notices {
    static final String WORK = "notice";
    private final NoticeStore store;
    private final Post post;
    private final Work work;
    private final Clock clock;

    Notices(NoticeStore store, Post post, Work work, Clock clock) {
        this.store = store;
        this.post = post;
        this.work = work;
        this.clock = clock;
    }

    /** Once for each fact, however often it is noted; nothing where no mail is sent. */
    public void note(AccountTx tx, AccountId account, UUID subject, String kind, Instant about) {
        if (post.isOpen()) {
            Notice notice = Notice.of(account, subject, kind, about, clock.instant());
            if (store.insert(tx, notice)) {
                work.note(tx, item(notice), notice.notedAt());
            }
        }
    }

    private static Work.Item item(Notice notice) {
        return new Work.Item(WORK, notice.noticeId(), notice.accountId());
    }
}
