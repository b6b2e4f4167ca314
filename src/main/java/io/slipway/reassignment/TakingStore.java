package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.registration.Departure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Which reassignment works on a device, in the device plane's transactions; at any time at most one does. */
@ApplicationScoped
class TakingStore {
    /** Identities that parts taken back may have left in their target. */
    // language=SQL
    private static final String LEFTOVERS =
            """
            select given_up.scope_id
                 , given_up.registration_key
                 , given_up.to_hub_id as hub_id
                 , coalesce(device.device_id, given_up.from_device_id, given_up.registration_id) as device_id
              from %s as given_up
              left join device using (scope_id, registration_key)
             where given_up.put_at is not null
               and given_up.to_hub_id is not null
               and device.hub_id is distinct from given_up.to_hub_id
            """;

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
                               , claimed_until = null
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
                          returning part.scope_id, part.registration_key, part.registration_id, part.from_device_id
                                  , part.to_hub_id, part.put_at
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
    List<Departure> cancel(AccountTx tx, Reassignment reassignment, Instant now) {
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
                          returning part.scope_id, part.registration_key, part.registration_id, part.from_device_id
                                  , part.to_hub_id, part.put_at
                        )
                        %s
                        """
                                .formatted(LEFTOVERS.formatted("cancelled")))
                .bind("id", reassignment.reassignmentId())
                .bind("now", now)
                .mapTo(Departure.class)
                .list();
    }
}
