package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatements;

/** Reassignments as the people of an account see and change them. */
@ApplicationScoped
class ReassignmentStore {
    // language=SQL
    private static final String NEEDS_APPROVAL =
            """
            (reassignment.state = 'planned'
              and reassignment.approval is null
              and coalesce((select sum(part.devices)
                              from reassignment_count as part
                             where part.reassignment_id = reassignment.reassignment_id
                               and part.state = 'planned')
                         > (select account_setting.approval_above
                              from account_setting
                             where account_setting.account_id = reassignment.requester_id), false))
            """;

    private static final String SELECT =
            ProgressStore.SELECT.formatted("hub_face.name", "hub_face.host_name", NEEDS_APPROVAL)
                    + " left join hub_face on hub_face.hub_id = reassignment.target_hub_id ";

    // Left joins: the hub a device leaves may be another company's.
    // language=SQL
    private static final String DEVICES =
            """
            select part.registration_id
                 , part.wave
                 , part.state
                 , leaving.host_name as "from"
                 , target.host_name as "to"
                 , leaving.name as from_hub
                 , target.name as to_hub
                 , part.reason
                 , part.failure
                 , part.tries
                 , part.prepared_at
                 , part.switched_at
                 , part.released_at
                 , part.arrived_at
              from reassignment_device as part
              left join hub_face as leaving on leaving.hub_id = part.from_hub_id
              left join hub_face as target on target.hub_id = part.to_hub_id
             where part.reassignment_id = :id
            """;

    List<Reassignment> page(AccountTx tx, Instant before, int limit) {
        return tx.query(SELECT
                        + " where :account in (reassignment.requester_id, reassignment.account_id)"
                        + " and (cast(:before as timestamptz) is null or reassignment.created_at < :before)"
                        + " order by reassignment.created_at desc limit :limit")
                .bind("account", tx.account())
                .bind("before", before)
                .bind("limit", limit + 1)
                .mapTo(Reassignment.class)
                .list();
    }

    /** The account's own that are under way, to begin, paused, or wait for a second person: the newest, as many as a Home page shows. */
    List<Reassignment> unfinished(AccountTx tx) {
        return tx.query(SELECT
                        + " where reassignment.requester_id = :account"
                        + " and (reassignment.state in ('scheduled', 'running', 'paused', 'cancelling') or "
                        + NEEDS_APPROVAL
                        + ")"
                        + " and reassignment.purpose in ('move', 'undo', 'takeBack')"
                        + " order by reassignment.created_at desc limit 5")
                .bind("account", tx.account())
                .mapTo(Reassignment.class)
                .list();
    }

    Reassignment get(AccountTx tx, ReassignmentId id) {
        return find(tx, id, "").orElseThrow(() -> Problem.notFound("reassignment"));
    }

    /** One that the acting account asked for, and which does not change until the transaction ends. */
    Reassignment own(AccountTx tx, ReassignmentId id) {
        return findOwn(tx, id).orElseThrow(() -> Problem.notFound("reassignment"));
    }

    Optional<Reassignment> findOwn(AccountTx tx, ReassignmentId id) {
        return find(tx, id, " for update of reassignment")
                .filter(reassignment -> reassignment.requesterId().equals(tx.account()));
    }

    private Optional<Reassignment> find(AccountTx tx, ReassignmentId id, String lock) {
        return tx.query(SELECT + " where reassignment.reassignment_id = :id" + lock)
                .bind("id", id)
                .mapTo(Reassignment.class)
                .findOne();
    }

    void change(AccountTx tx, Reassignment reassignment, String state, Instant startsAt, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set state = :state
                             , starts_at = :startsAt
                             , paused_because = null
                             , finished_at = null
                             , updated_at = :now
                             , version = version + 1
                         where reassignment_id = :id
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("state", state)
                .bind("startsAt", startsAt)
                .bind("now", now)
                .execute();
    }

    /** With its devices. */
    void delete(AccountTx tx, Reassignment plan) {
        tx.update("delete from reassignment where reassignment_id = :id")
                .bind("id", plan.reassignmentId())
                .execute();
    }

    void rollBack(AccountTx tx, Reassignment reassignment) {
        tx.update("update reassignment set rolls_back = true where reassignment_id = :id")
                .bind("id", reassignment.reassignmentId())
                .execute();
    }

    void approve(AccountTx tx, Reassignment reassignment, String approval) {
        tx.update("update reassignment set approval = :approval, version = version + 1 where reassignment_id = :id")
                .bind("id", reassignment.reassignmentId())
                .bind("approval", approval)
                .execute();
    }

    void acceptFailures(AccountTx tx, Reassignment reassignment) {
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set failures_accepted = (select coalesce(sum(devices), 0)
                                                      from reassignment_count as part
                                                     where part.reassignment_id = :id
                                                       and part.wave = :wave
                                                       and part.state = 'failed')
                         where reassignment_id = :id
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("wave", reassignment.wave())
                .execute();
    }

    /** Failed devices are planned again; returns how many. */
    int retry(AccountTx tx, Reassignment reassignment, Instant now) {
        tx.update("update reassignment set failures_accepted = 0 where reassignment_id = :id")
                .bind("id", reassignment.reassignmentId())
                .execute();
        // language=SQL
        return tx.update(
                        """
                        update reassignment_device
                           set state = 'planned'
                             , in_flight = false
                             , reason = null
                             , failure = null
                             , tries = 0
                             , put_at = null
                             , due_at = :now
                             , wave = :wave
                         where reassignment_id = :id
                           and state = 'failed'
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("wave", reassignment.wave())
                .bind("now", now)
                .execute();
    }

    List<PlannedDevice> devices(AccountTx tx, ReassignmentId id, String state, String after, int limit) {
        tx.readInOrder();
        // A condition that need not hold is left out: one that may hold or not keeps the planner from reading in order.
        return tx.query(DEVICES
                        + (state == null ? "" : " and part.state = :state")
                        + (after.isEmpty() ? "" : " and part.registration_key > :after")
                        + " order by part.registration_key limit :limit")
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("id", id)
                .bind("state", state)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(PlannedDevice.class)
                .list();
    }

    /** Above how many devices the account wants a second person; null for never. */
    Integer approvalAbove(AccountTx tx) {
        return tx.query("select approval_above from account_setting where account_id = :account")
                .bind("account", tx.account())
                .mapTo(Integer.class)
                .findOne()
                .orElse(null);
    }
}
