package io.slipway.registration;

import io.slipway.db.AccountTx;
import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads where the devices of a group are, and what keeps them there. */
@ApplicationScoped
class PlacementStore {
    /** A device as allocation sees it. */
    public record Placement(
            String registrationId, UUID hubId, UUID holderId, UUID leaseId, UUID defaultHubId, boolean pinned) {
        Allocation.Question question(ScopeSnapshot scope, ProvisioningSettings settings) {
            return new Allocation.Question(
                    scope.hubs(),
                    scope.policyOf(settings),
                    settings.iotHubs(),
                    settings.updateHubAssignment(),
                    registrationId,
                    hubId,
                    new Holding(holderId, leaseId, defaultHubId, pinned, false, null, null, Set.of()));
        }
    }

    List<Placement> ofGroup(AccountTx tx, ScopeId scope, UUID group, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select device.registration_id
                             , device.hub_id
                             , device.holder_id
                             , device.lease_id
                             , lease.default_hub_id
                             , device.pinned
                          from device
                          left join lease on lease.scope_id = device.scope_id and lease.lease_id = device.lease_id
                         where device.scope_id = :scope
                           and device.enrollment_group_id = :group
                         order by device.registration_key
                         limit :limit
                        """)
                .bind("scope", scope)
                .bind("group", group)
                .bind("limit", limit)
                .registerRowMapper(ConstructorMapper.factory(Placement.class))
                .mapTo(Placement.class)
                .list();
    }
}
