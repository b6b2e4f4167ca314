package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import io.slipway.registration.Departure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a worker still has when it comes back from the hubs, and what it left there of devices it has no more. */
@ApplicationScoped
class HeldStore {
    /** Those of the keys that no other worker has claimed and nobody has given up since; kept until the transaction ends. */
    Set<String> held(AccountTx tx, UUID reassignment, Collection<String> keys, Instant until) {
        // language=SQL
        return tx
                .query(
                        """
                        select registration_key
                          from reassignment_device
                         where reassignment_id = :id
                           and registration_key = any(:keys)
                           and claimed_until = :until
                           and state in ('planned', 'prepared')
                           for update
                        """)
                .bind("id", reassignment)
                .bind("until", until)
                .bindArray("keys", String.class, keys)
                .mapTo(String.class)
                .stream()
                .collect(Collectors.toSet());
    }

    /** For any worker to try again from then on. */
    int letGo(AccountTx tx, UUID reassignment, Instant until, Instant due) {
        // language=SQL
        return tx.update(
                        """
                        update reassignment_device
                           set claimed_until = null
                             , due_at = :due
                         where reassignment_id = :id
                           and claimed_until = :until
                        """)
                .bind("id", reassignment)
                .bind("until", until)
                .bind("due", due)
                .execute();
    }

    /** Identities in the targets of parts that were given up while a worker that was late still wrote them there. */
    List<Departure> leftBehind(AccountTx tx, UUID reassignment, Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        // language=SQL
        return tx.query(
                        """
                        select part.scope_id
                             , part.registration_key
                             , part.to_hub_id as hub_id
                             , coalesce(device.device_id, part.from_device_id, part.registration_id) as device_id
                          from reassignment_device as part
                          left join device using (scope_id, registration_key)
                         where part.reassignment_id = :id
                           and part.registration_key = any(:keys)
                           and part.state in ('failed', 'skipped', 'cancelled')
                           and part.to_hub_id is not null
                           and device.hub_id is distinct from part.to_hub_id
                           and (select count(*)
                                  from reassignment_device as other
                                 where other.scope_id = part.scope_id
                                   and other.registration_key = part.registration_key
                                   and other.in_flight
                                   and coalesce(other.to_hub_id, part.to_hub_id) = part.to_hub_id) = 0
                        """)
                .bind("id", reassignment)
                .bindArray("keys", String.class, keys)
                .mapTo(Departure.class)
                .list();
    }
}
