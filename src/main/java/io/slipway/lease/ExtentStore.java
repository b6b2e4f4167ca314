package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which devices a request concerns, whoever asks and whoever approves. */
@ApplicationScoped
class ExtentStore {
    /** Those of them that can be leased. */
    Extent leasable(AccountTx tx, Ground ground, List<String> keys) {
        // language=SQL
        return new Extent(tx.query(
                        """
                        select device.registration_id
                          from unnest(:keys) as given (key)
                          join device on device.scope_id = :scope and device.registration_key = given.key
                         where %s is null
                         order by device.registration_key
                        """
                                .formatted(AvailabilityStore.WHY_NOT))
                .bind("scope", ground.scope())
                .bindArray("keys", String.class, keys)
                .bind("lessor", ground.lessor())
                .bind("upper", ground.upperLease())
                .bind("depth", ground.depth())
                .mapTo(String.class)
                .list());
    }

    /** On offer; null for all. */
    Extent accepted(AccountTx tx, LeaseId lease, List<String> keys) {
        return of(tx, lease, keys, "proposed");
    }

    /** Single devices are returned once they have arrived; a whole lease with those on their way. */
    Extent returned(AccountTx tx, LeaseId lease, List<String> keys) {
        return keys == null ? of(tx, lease, null, "starting", "active") : of(tx, lease, keys, "active");
    }

    Extent recalled(AccountTx tx, LeaseId lease, List<String> keys) {
        return of(tx, lease, keys, "proposed", "starting", "active");
    }

    /** Those that are recalled by themselves, as keys. */
    List<String> leaving(AccountTx tx, LeaseId lease, List<String> keys) {
        // language=SQL
        return tx.query(
                        """
                        select registration_key
                          from lease_device
                         where lease_id = :lease
                           and state in ('starting', 'active')
                           and leaves_at is not null
                           and (:all or registration_key = any(:keys))
                        """)
                .bind("lease", lease)
                .bind("all", keys == null)
                .bindArray("keys", String.class, keys == null ? List.of() : keys)
                .mapTo(String.class)
                .list();
    }

    /** Of a lease that is over also those that are still to come back from below. */
    Extent collected(AccountTx tx, Lease lease) {
        return lease.isEnding() ? of(tx, lease.id(), null, "active", "ending") : of(tx, lease.id(), null, "ending");
    }

    /** All that is not over. */
    Extent whole(AccountTx tx, LeaseId lease) {
        return of(tx, lease, null, "proposed", "starting", "active", "ending");
    }

    private static Extent of(AccountTx tx, LeaseId lease, List<String> keys, String... states) {
        // language=SQL
        return new Extent(tx.query(
                        """
                        select registration_id
                          from lease_device
                         where lease_id = :lease
                           and state = any(:states)
                           and (:all or registration_key = any(:keys))
                         order by registration_key
                        """)
                .bind("lease", lease)
                .bindArray("states", String.class, (Object[]) states)
                .bind("all", keys == null)
                .bindArray("keys", String.class, keys == null ? List.of() : keys)
                .mapTo(String.class)
                .list());
    }
}
