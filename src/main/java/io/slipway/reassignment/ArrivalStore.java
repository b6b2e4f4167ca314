package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.statement.SqlStatements;

/** Devices that were sent to another hub and have still to register there. */
@ApplicationScoped
class ArrivalStore {
    /**
     * A device that has registered since it was switched has found its new hub: nothing else would have been said to it.
     *
     * @param since asks only devices that tried since then; null asks every one that is awaited, which takes longer
     */
    void note(AccountTx tx, Reassignment reassignment, Instant since) {
        // language=SQL
        String tried = since == null
                ? ""
                : """
                  and (part.scope_id, part.registration_key) in (select attempt.scope_id
                                                                      , attempt.registration_key
                                                                   from attempt
                                                                  where attempt.account_id = :account
                                                                    and attempt.outcome = 'assigned'
                                                                    and attempt.last_at >= :since)
                  """;
        // language=SQL
        tx.update(
                        """
                        update reassignment_device as part
                           set state = 'arrived'
                             , arrived_at = device.last_registered_at
                          from device
                         where part.reassignment_id = :id
                           and part.state = 'released'
                           and device.scope_id = part.scope_id
                           and device.registration_key = part.registration_key
                           and device.status = 'assigned'
                           and device.hub_id = part.to_hub_id
                           and device.last_registered_at > part.switched_at
                        """
                                + tried)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("id", reassignment.reassignmentId())
                .bind("account", tx.account())
                .bind("since", since)
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

    /** Whether a device that was switched before then has not arrived. */
    boolean isAbsent(AccountTx tx, Reassignment reassignment, Instant since) {
        // language=SQL
        return tx.query(
                        """
                        select exists (select
                                         from reassignment_device
                                        where reassignment_id = :id
                                          and state = 'released'
                                          and switched_at < :since)
                        """)
                .bind("id", reassignment.reassignmentId())
                .bind("since", since)
                .mapTo(Boolean.class)
                .one();
    }
}
