package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reassignments as a whole, in the device plane's transactions. */
@ApplicationScoped
class ProgressStore {
    // language=SQL
    static final String SELECT =
            """
            select reassignment.reassignment_id
                 , reassignment.account_id
                 , reassignment.requester_id
                 , requester.name as requester
                 , reassignment.scope_id
                 , scope_address.id_scope
                 , reassignment.purpose
                 , reassignment.lease_id
                 , lease.reference as lease
                 , reassignment.undoes
                 , reassignment.reason
                 , reassignment.target_hub_id
                 , %s as target_hub
                 , %s as target_host_name
                 , reassignment.twins
                 , reassignment.state
                 , reassignment.starts_at
                 , reassignment.wave_size
                 , reassignment.wave
                 , reassignment.pause_above
                 , reassignment.failures_accepted
                 , reassignment.absent_after
                 , reassignment.absent_action
                 , reassignment.arrivals_seen_at
                 , reassignment.paused_because
                 , reassignment.disables
                 , reassignment.rolls_back
                 , reassignment.devices
                 , reassignment.left_out
                 , reassignment.approval
                 , %s as needs_approval
                 , reassignment.asked_by
                 , reassignment.version
                 , reassignment.created_at
                 , reassignment.started_at
                 , reassignment.finished_at
              from reassignment
              join scope_address using (scope_id)
              left join account as requester on requester.account_id = reassignment.requester_id
              left join lease on lease.lease_id = reassignment.lease_id
            """;

    private static final String OF_DEVICE_PLANE = SELECT.formatted("hub.name", "hub.host_name", "false")
            + " left join hub on hub.hub_id = reassignment.target_hub_id ";

    Reassignment get(AccountTx tx, UUID id) {
        return tx.query(OF_DEVICE_PLANE + " where reassignment_id = :id")
                .bind("id", id)
                .mapTo(Reassignment.class)
                .one();
    }

    /** Empty while another worker has it. */
    Optional<Reassignment> lock(AccountTx tx, UUID id) {
        return tx.query(OF_DEVICE_PLANE + " where reassignment_id = :id for update of reassignment skip locked")
                .bind("id", id)
                .mapTo(Reassignment.class)
                .findOne();
    }

    void run(AccountTx tx, UUID id, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set state = 'running'
                             , started_at = coalesce(started_at, :now)
                             , updated_at = :now
                             , version = version + 1
                         where reassignment_id = :id
                           and state = 'scheduled'
                        """)
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /** Whether a device is between planned and released. */
    boolean isUnderWay(AccountTx tx, Reassignment reassignment) {
        // language=SQL
        return tx.query(
                        """
                        select exists (select
                                         from reassignment_device
                                        where reassignment_id = :id
                                          and state in ('planned', 'prepared', 'switched'))
                        """)
                .bind("id", reassignment.reassignmentId())
                .mapTo(Boolean.class)
                .one();
    }

    Map<String, String> failures(AccountTx tx, Reassignment reassignment) {
        // language=SQL
        return tx.query(
                        """
                        select registration_key
                             , failure
                          from reassignment_device
                         where reassignment_id = :id
                           and state = 'failed'
                        """)
                .bind("id", reassignment.reassignmentId())
                .reduceRows(new LinkedHashMap<>(), (failures, row) -> {
                    failures.put(
                            row.getColumn("registration_key", String.class), row.getColumn("failure", String.class));
                    return failures;
                });
    }

    void pause(AccountTx tx, UUID id, String because, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set state = 'paused'
                             , paused_because = :because
                             , updated_at = :now
                             , version = version + 1
                         where reassignment_id = :id
                        """)
                .bind("id", id)
                .bind("because", because)
                .bind("now", now)
                .execute();
    }

    void nextWave(AccountTx tx, Reassignment reassignment, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set wave = (select min(wave)
                                         from reassignment_device as part
                                        where part.reassignment_id = :id
                                          and part.state = 'planned')
                             , failures_accepted = 0
                             , updated_at = :now
                         where reassignment_id = :id
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("now", now)
                .execute();
    }

    void end(AccountTx tx, UUID id, String state, Instant now) {
        tx.update("delete from reassignment_target where reassignment_id = :id")
                .bind("id", id)
                .execute();
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set state = :state
                             , finished_at = :now
                             , updated_at = :now
                             , version = version + 1
                         where reassignment_id = :id
                        """)
                .bind("id", id)
                .bind("state", state)
                .bind("now", now)
                .execute();
    }
}
