package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

@ApplicationScoped
class LeaseApprovalStore {
    // language=SQL
    private static final String SELECT =
            """
            select lease_approval_id as id
                 , kind
                 , lease_id as lease
                 , summary
                 , devices
                 , digest
                 , examples
                 , state
                 , asked_by
                 , asked_by_name
                 , asked_at
                 , decided_by_name
                 , decided_at
              from lease_approval
            """;

    ApprovalId insert(AccountTx tx, SecondPersons.Question question, String request, Instant now) {
        ApprovalId id = new ApprovalId(UUID.randomUUID());
        // language=SQL
        tx.update(
                        """
                        insert into lease_approval (lease_approval_id, account_id, scope_id, lease_id, kind, request
                                                  , summary, devices, digest, examples, asked_by, asked_by_name, asked_at)
                        values (:id, :account, :scope, :lease, :kind, cast(:request as jsonb)
                              , :summary, :devices, :digest, :examples, :by, :byName, :now)
                        """)
                .bind("id", id)
                .bind("account", tx.account())
                .bind("scope", question.scope())
                .bind(
                        "lease",
                        question.lease() == null ? null : question.lease().value())
                .bind("kind", question.kind())
                .bind("request", request)
                .bind("summary", question.summary())
                .bind("devices", question.extent().devices())
                .bind("digest", question.extent().digest())
                .bindArray("examples", String.class, question.extent().examples())
                .bind("by", tx.actor().id())
                .bind("byName", tx.actor().name())
                .bind("now", now)
                .execute();
        return id;
    }

    List<LeaseApproval> newest(AccountTx tx, int limit) {
        return list(tx.query(SELECT + " order by state = 'pending' desc, asked_at desc limit :limit")
                .bind("limit", limit));
    }

    /** What waits that is about that lease. */
    List<LeaseApproval> pendingOf(AccountTx tx, LeaseId lease) {
        return list(tx.query(SELECT + " where lease_id = :lease and state = 'pending' order by asked_at")
                .bind("lease", lease));
    }

    Optional<LeaseApproval> find(AccountTx tx, ApprovalId id) {
        return list(tx.query(SELECT + " where lease_approval_id = :id").bind("id", id)).stream()
                .findFirst();
    }

    /** To decide about it: one person at a time. */
    Optional<LeaseApproval> locked(AccountTx tx, ApprovalId id) {
        return list(tx.query(SELECT + " where lease_approval_id = :id for update")
                        .bind("id", id))
                .stream()
                .findFirst();
    }

    String request(AccountTx tx, ApprovalId id) {
        return tx.query("select cast(request as text) from lease_approval where lease_approval_id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    int pending(AccountTx tx) {
        return tx.query("select count(*) from lease_approval where state = 'pending'")
                .mapTo(Integer.class)
                .one();
    }

    void decide(AccountTx tx, ApprovalId id, String state, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update lease_approval
                           set state = :state
                             , decided_by = :by
                             , decided_by_name = :byName
                             , decided_at = :now
                             , version = version + 1
                         where lease_approval_id = :id
                        """)
                .bind("state", state)
                .bind("by", tx.actor().id())
                .bind("byName", tx.actor().name())
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    private static List<LeaseApproval> list(Query query) {
        return query.mapTo(LeaseApproval.class).list();
    }
}
