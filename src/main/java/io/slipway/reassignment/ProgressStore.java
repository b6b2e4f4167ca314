package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.registration.Departure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Identities that parts taken back may have left in their target. */
    // language=SQL
    private static final String LEFTOVERS =
            """
            select given_up.scope_id
                 , given_up.registration_key
                 , given_up.to_hub_id as hub_id
                 , coalesce(device.device_id, device.registration_id) as device_id
              from %s as given_up
              join device using (scope_id, registration_key)
             where given_up.put_at is not null
               and given_up.to_hub_id is not null
               and device.hub_id is distinct from given_up.to_hub_id
            """;

    private static final String OF_DEVICE_PLANE = SELECT.formatted("hub.name", "hub.host_name")
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

    /**
     * Takes the devices that no other reassignment works on, one at a time in a scope. Counted, not asked by {@code exists}:
     * that would become a join, planned by statistics from before the plan was made.
     */
    void take(AccountTx tx, Reassignment reassignment) {
        tx.query("select 1 from pg_advisory_xact_lock(hashtext('take devices'), hashtext(cast(:scope as text)))")
                .bind("scope", reassignment.scopeId().value())
                .mapTo(Integer.class)
                .one();
        // language=SQL
        tx.update(
                        """
                        update reassignment_device as part
                           set in_flight = true
                             , reason = null
                             , failure = null
                         where part.reassignment_id = :id
                           and part.state = 'planned'
                           and not part.in_flight
                           and (select count(*)
                                  from reassignment_device as other
                                 where other.scope_id = part.scope_id
                                   and other.registration_key = part.registration_key
                                   and other.in_flight) = 0
                        """)
                .bind("id", reassignment.reassignmentId())
                .execute();
    }

    /**
     * A lease that begins or ends comes before what its devices' holder still had planned: they stay where they are for now.
     * Returns identities that may be in a target already.
     */
    List<Departure> preempt(AccountTx tx, Reassignment handover, Instant now) {
        boolean begins = handover.direction() == Direction.START;
        // language=SQL
        return tx.query(
                        """
                        with preempted as (
                          update reassignment_device as part
                             set state = 'cancelled'
                               , in_flight = false
                               , reason = :reason
                               , failure = :failure
                            from reassignment_device as ending
                               , reassignment
                           where ending.reassignment_id = :id
                             and ending.state = 'planned'
                             and not ending.in_flight
                             and part.scope_id = ending.scope_id
                             and part.registration_key = ending.registration_key
                             and part.in_flight
                             and part.state in ('planned', 'prepared')
                             and (part.claimed_until is null or part.claimed_until < :now)
                             and reassignment.reassignment_id = part.reassignment_id
                             and reassignment.purpose in ('move', 'undo', 'takeBack')
                          returning part.scope_id, part.registration_key, part.to_hub_id, part.put_at
                        )
                        %s
                        """
                                .formatted(LEFTOVERS.formatted("preempted")))
                .bind("id", handover.reassignmentId())
                .bind("reason", begins ? "leased" : "lease-ended")
                .bind(
                        "failure",
                        begins
                                ? "The device was leased to another company meanwhile."
                                : "The lease of this device came to its end.")
                .bind("now", now)
                .mapTo(Departure.class)
                .list();
    }

    void skipTaken(AccountTx tx, Reassignment reassignment) {
        // language=SQL
        tx.update(
                        """
                        update reassignment_device
                           set state = 'skipped'
                             , reason = 'being-reassigned'
                             , failure = 'Another reassignment is working on this device. Wait until that is done.'
                         where reassignment_id = :id
                           and state = 'planned'
                           and not in_flight
                        """)
                .bind("id", reassignment.reassignmentId())
                .execute();
    }

    void sayWaiting(AccountTx tx, Reassignment reassignment) {
        // language=SQL
        tx.update(
                        """
                        update reassignment_device
                           set reason = 'waiting'
                             , failure = 'Another reassignment is working on this device. This one goes on once that is done.'
                         where reassignment_id = :id
                           and state = 'planned'
                           and not in_flight
                           and reason is distinct from 'waiting'
                        """)
                .bind("id", reassignment.reassignmentId())
                .execute();
    }

    /** Takes back what no worker has in hand; returns identities that may be in a target already. */
    List<Departure> cancelParts(AccountTx tx, Reassignment reassignment, Instant now) {
        // language=SQL
        return tx.query(
                        """
                        with cancelled as (
                          update reassignment_device as part
                             set state = 'cancelled'
                               , in_flight = false
                               , claimed_until = null
                           where part.reassignment_id = :id
                             and part.state in ('planned', 'prepared')
                             and (part.claimed_until is null or part.claimed_until < :now)
                          returning part.scope_id, part.registration_key, part.to_hub_id, part.put_at
                        )
                        %s
                        """
                                .formatted(LEFTOVERS.formatted("cancelled")))
                .bind("id", reassignment.reassignmentId())
                .bind("now", now)
                .mapTo(Departure.class)
                .list();
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
