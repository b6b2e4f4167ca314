package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.SqlStatements;

/** Which devices can be leased, and why others cannot. */
@ApplicationScoped
class AvailabilityStore {
    private static final int EXAMPLES = 5;

    /** Why a device cannot be leased on that ground; null if it can. */
    // language=SQL
    static final String WHY_NOT =
            """
            case
              when device.registration_key is null then 'unknown'
              when device.holder_id <> :lessor then 'notHeld'
              when device.lease_id is distinct from cast(:upper as uuid) then 'otherLease'
              when exists (select
                             from lease_device as ahead
                            where ahead.scope_id = device.scope_id
                              and ahead.registration_key = device.registration_key
                              and ahead.depth = :depth
                              and ahead.state in ('proposed', 'starting', 'active', 'ending')) then 'inLease'
              when device.disabled_by is not null then 'disabled'
              when exists (select
                             from lease_device as leaving
                            where leaving.lease_id = device.lease_id
                              and leaving.registration_key = device.registration_key
                              and (leaving.state = 'ending'
                                or leaving.state = 'active' and leaving.leaves_at is not null)) then 'leaving'
            end
            """;

    /** The devices that a rule finds, as keys; one more than the most if there are too many. */
    List<String> matching(AccountTx tx, Ground ground, DeviceChoice choice) {
        // language=SQL
        return tx.query(
                        """
                        select device.registration_key
                          from device
                         where device.scope_id = :scope
                           and device.holder_id = :account
                           and device.lease_id is not distinct from cast(:upper as uuid)
                           %s
                         order by device.registration_key
                         limit :limit
                        """
                                .formatted(choice.conditions().sql()))
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("scope", ground.scope())
                .bind("account", ground.lessor())
                .bind("upper", ground.upperLease())
                .bindMap(choice.conditions().values())
                .bind("limit", DeviceChoice.MOST + 1)
                .mapTo(String.class)
                .list();
    }

    /** How many of them can be leased, and why the others cannot. */
    Availability availability(AccountTx tx, Ground ground, List<String> keys) {
        Map<String, Availability.Reason> counted = new TreeMap<>();
        for (List<String> some : LeaseDeviceStore.chunks(keys)) {
            reasons(tx, ground, some).forEach(reason -> counted.merge(reason.reason(), reason, AvailabilityStore::sum));
        }
        return Availability.of(List.copyOf(counted.values()));
    }

    private static List<Availability.Reason> reasons(AccountTx tx, Ground ground, List<String> keys) {
        // language=SQL
        return tx.query(
                        """
                        select reason
                             , count(*) as devices
                             , (array_agg(registration_id order by registration_id))[1 : 5] as examples
                          from (select coalesce(device.registration_id, given.key) as registration_id
                                     , coalesce(%s, 'ready') as reason
                                  from unnest(:keys) as given (key)
                                  left join device on device.scope_id = :scope
                                    and device.registration_key = given.key) as judged
                         group by reason
                        """
                                .formatted(WHY_NOT))
                .bind("lessor", ground.lessor())
                .bind("upper", ground.upperLease())
                .bind("scope", ground.scope())
                .bind("depth", ground.depth())
                .bindArray("keys", String.class, keys)
                .mapTo(Availability.Reason.class)
                .list();
    }

    private static Availability.Reason sum(Availability.Reason one, Availability.Reason other) {
        List<String> examples = new ArrayList<>(one.examples());
        examples.addAll(other.examples());
        return new Availability.Reason(
                one.reason(),
                one.devices() + other.devices(),
                examples.stream().limit(EXAMPLES).toList());
    }
}
