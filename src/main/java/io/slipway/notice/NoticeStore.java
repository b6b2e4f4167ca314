package io.slipway.notice;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class NoticeStore {
    /** Whether it is new. */
    boolean insert(AccountTx tx, Notice notice) {
        // Without naming the constraint: whoever notes it for another company may not read it.
        // language=SQL
        return tx.update(
                                """
                                insert into notice (notice_id, account_id, subject_id, kind, about, noted_at)
                                values (:id, :account, :subject, :kind, :about, :now)
                                on conflict do nothing
                                """)
                        .bind("id", notice.noticeId())
                        .bind("account", notice.accountId())
                        .bind("subject", notice.subjectId())
                        .bind("kind", notice.kind())
                        .bind("about", notice.about())
                        .bind("now", notice.notedAt())
                        .execute()
                == 1;
    }

    /** Empty while another replica is at it, or once it is gone. */
    Optional<Notice> claimed(AccountTx tx, UUID id) {
        // language=SQL
        return tx.query(
                        """
                        select notice_id
                             , account_id
                             , subject_id
                             , kind
                             , about
                             , noted_at
                             , recipients
                             , tries
                             , state
                          from notice
                         where notice_id = :id
                           for update skip locked
                        """)
                .bind("id", id)
                .mapTo(Notice.class)
                .findOne();
    }

    void address(AccountTx tx, UUID id, List<String> recipients) {
        tx.update("update notice set recipients = :recipients where notice_id = :id")
                .bind("id", id)
                .bindArray("recipients", String.class, recipients)
                .execute();
    }

    void delivered(AccountTx tx, UUID id, String recipient) {
        tx.update("update notice set recipients = array_remove(recipients, :recipient) where notice_id = :id")
                .bind("id", id)
                .bind("recipient", recipient)
                .execute();
    }

    void tried(AccountTx tx, UUID id) {
        tx.update("update notice set tries = tries + 1 where notice_id = :id")
                .bind("id", id)
                .execute();
    }

    /** Addresses are kept only of those who did not get what was given up. */
    void finish(AccountTx tx, UUID id, String state) {
        // language=SQL
        tx.update(
                        """
                        update notice
                           set state = :state
                             , recipients = case when :state = 'givenUp' then recipients end
                         where notice_id = :id
                        """)
                .bind("id", id)
                .bind("state", state)
                .execute();
    }

    void delete(AccountTx tx, UUID id) {
        tx.update("delete from notice where notice_id = :id").bind("id", id).execute();
    }
}
