package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/** Reads where many devices are, and what keeps them there. */
@ApplicationScoped
class PlacementStore {
    /**
     * A device as allocation sees it.
     *
     * @param enrolled whether it has an enrollment of its own, which the settings are of
     */
    public record Placement(
            String registrationId,
            UUID hubId,
            UUID holderId,
            UUID leaseId,
            UUID defaultHubId,
            boolean pinned,
            UUID enrollmentGroupId,
            boolean enrolled,
            String allocationPolicy,
            List<String> iotHubs,
            boolean updateHubAssignment) {
        /** One that is nowhere yet. */
        static Placement ofNew(AccountId holder, UUID group) {
            return new Placement("", null, holder.value(), null, null, false, group, false, null, null, true);
        }

        /** Of its enrollment. */
        ProvisioningSettings settings() {
            List<String> named = iotHubs == null ? List.of() : iotHubs;
            return new ProvisioningSettings(true, allocationPolicy, named, updateHubAssignment, true, false, null);
        }

        Holding holding() {
            return new Holding(holderId, leaseId, false, defaultHubId, pinned, false, null, null, Set.of());
        }
    }

    // language=SQL
    private static final String PLACEMENTS =
            """
            select device.registration_id
                 , device.hub_id
                 , device.holder_id
                 , device.lease_id
                 , lease.default_hub_id
                 , device.pinned
                 , device.enrollment_group_id
                 , enrollment.scope_id is not null as enrolled
                 , enrollment.allocation_policy
                 , enrollment.iot_hubs
                 , coalesce(enrollment.update_hub_assignment, true) as update_hub_assignment
              from device
              left join lease on lease.scope_id = device.scope_id and lease.lease_id = device.lease_id
              left join enrollment on enrollment.scope_id = device.scope_id
                   and enrollment.registration_key = device.registration_key
             where device.scope_id = :scope
            """;
    private static final String FIRST = " order by device.registration_key limit :limit";

    List<Placement> ofGroup(AccountTx tx, ScopeId scope, UUID group, int limit) {
        return read(
                tx.query(PLACEMENTS + " and device.enrollment_group_id = :group" + FIRST)
                        .bind("group", group),
                scope,
                limit);
    }

    List<Placement> ofScope(AccountTx tx, ScopeId scope, int limit) {
        return read(tx.query(PLACEMENTS + FIRST), scope, limit);
    }

    /** Those that nobody holds by a lease below it. */
    List<Placement> ofLease(AccountTx tx, ScopeId scope, UUID lease, int limit) {
        return read(
                tx.query(PLACEMENTS + " and device.lease_id = :lease" + FIRST).bind("lease", lease), scope, limit);
    }

    private static List<Placement> read(Query query, ScopeId scope, int limit) {
        return query.bind("scope", scope)
                .bind("limit", limit)
                .mapTo(Placement.class)
                .list();
    }
}
