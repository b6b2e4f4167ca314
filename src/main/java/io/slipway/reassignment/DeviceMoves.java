package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** A device's part in the reassignments that its reader may see: those of its own company, and of its own scopes. */
@ApplicationScoped
public class DeviceMoves {
    /** Newest first; plans that nobody started, and devices that were there already, are left out. */
    public List<DeviceMove> of(AccountTx tx, UUID scope, String registrationKey, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select part.reassignment_id
                             , reassignment.purpose
                             , lease.reference as lease
                             , target.name as target_hub
                             , part.state
                             , part.reason
                             , part.failure
                             , leaving.name as from_hub
                             , reached.name as to_hub
                             , greatest(reassignment.started_at, part.prepared_at, part.switched_at, part.released_at
                                 , part.arrived_at) as at
                          from reassignment_device as part
                          join reassignment using (reassignment_id)
                          left join lease on lease.lease_id = reassignment.lease_id
                          left join hub_face as target on target.hub_id = reassignment.target_hub_id
                          left join hub_face as leaving on leaving.hub_id = part.from_hub_id
                          left join hub_face as reached on reached.hub_id = part.to_hub_id
                         where part.scope_id = :scope
                           and part.registration_key = :key
                           and reassignment.started_at is not null
                           and part.reason is distinct from 'already-there'
                         order by at desc
                         limit :limit
                        """)
                .bind("scope", scope)
                .bind("key", registrationKey)
                .bind("limit", limit)
                .mapTo(DeviceMove.class)
                .list();
    }
}
