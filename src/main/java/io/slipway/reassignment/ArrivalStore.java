package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Devices that were sent to another hub and have still to register there. */
@ApplicationScoped
class ArrivalStore {
    /**
     * A device that has registered since it was switched has found its new hub: nothing else would have been said to it.
     * Each such registration is an attempt, so only devices that made one since then are looked at.
     */
    void note(AccountTx tx, Reassignment reassignment, Instant since) {
        // language=SQL
        tx.update(
                        """
                        update reassignment_device as part
                           set state = 'arrived'
                             , arrived_at = device.last_registered_at
                             , reason = nullif(part.reason, 'absent')
                             , failure = case when part.reason is distinct from 'absent' then part.failure end
                          from device
                         where part.reassignment_id = :id
                           and part.state = 'released'
                           and device.scope_id = part.scope_id
                           and device.registration_key = part.registration_key
                           and device.status = 'assigned'
                           and device.hub_id = part.to_hub_id
                           and not device.awaited
                           and (part.scope_id, part.registration_key) in (select attempt.scope_id
                                                                               , attempt.registration_key
                                                                            from attempt
                                                                           where attempt.account_id = :account
                                                                             and attempt.outcome = 'assigned'
                                                                             and attempt.last_at >= :since)
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("account", tx.account())
                .bind("since", since)
                .execute();
    }

    /** What registered until shortly before then has been looked at. */
    void seen(AccountTx tx, Reassignment reassignment, Instant until) {
        tx.update("update reassignment set arrivals_seen_at = :until where reassignment_id = :id")
                .bind("id", reassignment.reassignmentId())
                .bind("until", until)
                .execute();
    }

    /** Whether a device has still to arrive. */
    boolean isAwaited(AccountTx tx, Reassignment reassignment) {
        return tx.query(
                        "select exists (select from reassignment_device where reassignment_id = :id and state = 'released')")
                .bind("id", reassignment.reassignmentId())
                .mapTo(Boolean.class)
                .one();
    }

    /** Devices that were switched before then and have not arrived, each returned once. */
    List<String> absent(AccountTx tx, Reassignment reassignment, Instant since) {
        // language=SQL
        return tx.query(
                        """
                        update reassignment_device
                           set reason = 'absent'
                             , failure = 'It did not register in time, so it goes back to the hub it came from.'
                         where reassignment_id = :id
                           and state = 'released'
                           and switched_at < :since
                           and reason is distinct from 'absent'
                        returning registration_key
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("since", since)
                .mapTo(String.class)
                .list();
    }
}
