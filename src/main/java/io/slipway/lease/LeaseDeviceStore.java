package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatements;

/** The devices of leases, by thousands. */
@ApplicationScoped
class LeaseDeviceStore {
    private static final int PER_STATEMENT = 5_000;

    /** Enters those that can be leased now; returns how many. Of two offers at the same moment an index refuses one. */
    int propose(AccountTx tx, Lease lease, List<String> keys) {
        int entered = 0;
        for (List<String> some : chunks(keys)) {
            // language=SQL
            entered += tx.update(
                            """
                            insert into lease_device (lease_id, scope_id, registration_key, registration_id, account_id
                                                    , lessee_id, operator_id, depth, entry)
                            select :lease, scope_id, registration_key, registration_id, :lessor, :lessee, account_id, :depth
                                 , (select coalesce(max(entry), 0) + 1
                                      from lease_device as before
                                     where before.lease_id = :lease
                                       and before.registration_key = device.registration_key)
                              from device
                             where scope_id = :scope
                               and registration_key = any(:keys)
                               and %s is null
                             order by registration_key
                            on conflict do nothing
                            """
                                    .formatted(AvailabilityStore.WHY_NOT))
                    .bind("lease", lease.id())
                    .bind("lessor", lease.lessor())
                    .bind("lessee", lease.lessee())
                    .bind("upper", lease.ground().upperLease())
                    .bind("depth", lease.depth())
                    .bind("scope", lease.scope())
                    .bindArray("keys", String.class, some)
                    .execute();
        }
        return entered;
    }

    /** The one device that a code opens; whoever brings the code does not see the device itself yet. */
    void enter(AccountTx tx, Lease lease, ClaimedDevice claimed) {
        // language=SQL
        tx.update(
                        """
                        insert into lease_device (lease_id, scope_id, registration_key, registration_id, account_id
                                                , lessee_id, operator_id, depth, entry)
                        values (:lease, :scope, :key, :id, :lessor, :lessee, :lessor, 0
                              , (select coalesce(max(entry), 0) + 1
                                   from lease_device
                                  where lease_id = :lease
                                    and registration_key = :key))
                        """)
                .bind("lease", lease.id())
                .bind("scope", lease.scope())
                .bind("key", claimed.registrationKey())
                .bind("id", claimed.registrationId())
                .bind("lessor", lease.lessor())
                .bind("lessee", lease.lessee())
                .execute();
    }

    int heldByClaims(AccountTx tx, UUID policy, AccountId lessee) {
        // language=SQL
        return tx.query(
                        """
                        select count(*)
                          from lease_device
                          join lease using (lease_id)
                         where lease.claim_policy_id = :policy
                           and lease.lessee_id = :lessee
                           and lease_device.state in ('proposed', 'starting', 'active', 'ending')
                        """)
                .bind("policy", policy)
                .bind("lessee", lessee)
                .mapTo(Integer.class)
                .one();
    }

    /** Moves devices of the lease from one state to the next; all of them when no keys are given. */
    int move(AccountTx tx, LeaseId lease, String from, String to, List<String> keys) {
        // language=SQL
        return tx.update(
                        """
                        update lease_device
                           set state = :to
                         where lease_id = :lease and state = :from
                           and (:all or registration_key = any(:keys))
                        """)
                .bind("lease", lease)
                .bind("from", from)
                .bind("to", to)
                .bind("all", keys == null)
                .bindArray("keys", String.class, keys == null ? List.of() : keys)
                .execute();
    }

    /** Gives back what is not leased on. */
    int giveBack(AccountTx tx, Lease lease, List<String> keys) {
        // language=SQL
        return tx.update(
                        """
                        update lease_device
                           set state = 'ending'
                         where lease_id = :lease and state = 'active'
                           and registration_key = any(:keys)
                           and not exists (select from lease_device as below
                                            where below.scope_id = lease_device.scope_id
                                              and below.registration_key = lease_device.registration_key
                                              and below.depth = lease_device.depth + 1
                                              and below.state in ('proposed', 'starting', 'active', 'ending'))
                        """)
                .bind("lease", lease.id())
                .bindArray("keys", String.class, keys)
                .execute();
    }

    int leaveAt(AccountTx tx, LeaseId lease, List<String> keys, Instant leavesAt) {
        // language=SQL
        return tx.update(
                        """
                        update lease_device
                           set leaves_at = :leavesAt
                         where lease_id = :lease and state in ('starting', 'active')
                           and registration_key = any(:keys)
                        """)
                .bind("lease", lease)
                .bind("leavesAt", leavesAt)
                .bindArray("keys", String.class, keys)
                .execute();
    }

    /** Of a lease that is over also those that are still to come back from below. */
    void collect(AccountTx tx, Lease lease, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update lease_device
                           set collected_at = :now
                         where lease_id = :lease and (state = 'ending' or :all and state = 'active')
                        """)
                .bind("lease", lease.id())
                .bind("all", lease.isEnding())
                .bind("now", now)
                .execute();
    }

    Map<String, Integer> counts(AccountTx tx, LeaseId lease) {
        return tx.query("select state, count(*) as number from lease_device where lease_id = :lease group by state"
                        + " order by state")
                .bind("lease", lease)
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("state", String.class), row.getColumn("number", Integer.class));
                    return counts;
                });
    }

    /** Devices that are recalled before the lease ends; no time if there is none. */
    Leaving leaving(AccountTx tx, LeaseId lease) {
        // language=SQL
        return tx.query(
                        """
                        select count(*) as devices
                             , min(leaves_at) as first_at
                          from lease_device
                         where lease_id = :lease
                           and state in ('starting', 'active')
                           and leaves_at is not null
                        """)
                .bind("lease", lease)
                .mapTo(Leaving.class)
                .one();
    }

    /** In the order of registration IDs; a device that was in the lease before is there for each time. */
    List<LeaseDevice> page(AccountTx tx, LeaseId lease, String state, LeaseDevice.Place place, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select registration_id
                             , entry
                             , state
                             , lower(period) as held_from
                             , upper(period) as held_until
                             , leaves_at
                             , collected_at
                             , failure
                          from lease_device
                         where lease_id = :lease
                           and (cast(:state as text) is null or state = :state)
                           and (registration_key, entry) > (:afterKey, :afterEntry)
                         order by registration_key, entry
                         limit :limit
                        """)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("lease", lease)
                .bind("state", state)
                .bind("afterKey", place.registrationId().toLowerCase(Locale.ROOT))
                .bind("afterEntry", place.entry())
                .bind("limit", limit + 1)
                .mapTo(LeaseDevice.class)
                .list();
    }

    /** As many of them as one statement takes, one after the other. */
    static List<List<String>> chunks(List<String> keys) {
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < keys.size(); i += PER_STATEMENT) {
            chunks.add(keys.subList(i, Math.min(i + PER_STATEMENT, keys.size())));
        }
        return chunks;
    }
}
