package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;

/** What the device plane reads and writes of leases. */
@ApplicationScoped
class LeaseCourseStore {
    /** How the lease stands; nobody changes it until the transaction is over. */
    Optional<Standing> locked(AccountTx tx, UUID lease) {
        // No stronger: rows that refer to the lease are written meanwhile, and would wait for each other.
        tx.query("select lease_id from lease where lease_id = :lease for no key update")
                .bind("lease", lease)
                .mapTo(UUID.class)
                .findOne();
        return read(tx, lease);
    }

    /** How the lease stands at this moment. */
    Optional<Standing> read(AccountTx tx, UUID lease) {
        // language=SQL
        return tx.query(
                        """
                        select lease.lease_id
                             , lease.scope_id
                             , lease.account_id
                             , lease.lessee_id
                             , lease.operator_id
                             , lease.upper_lease_id
                             , lease.depth
                             , lease.reference
                             , lease.state
                             , lease.starts_at
                             , lease.ends_at
                             , lease.notice_days
                             , lease.offer_expires_at
                             , lease.end_action
                             , lease.return_hub_id
                             , lease.default_hub_id
                             , lease.recalled_at
                             , lease.terminates_at
                             , lease.answered_at
                             , lease.started_at
                             , scope_address.id_scope
                             , lessor.name as lessor_name
                             , lessee.name as lessee_name
                             , counted.*
                          from lease
                          left join scope_address on scope_address.scope_id = lease.scope_id
                          left join account as lessor on lessor.account_id = lease.account_id
                          left join account as lessee on lessee.account_id = lease.lessee_id
                          cross join lateral (
                            select min(leaves_at) filter (where state in ('starting', 'active')) as first_leaving
                                 , count(*) filter (where state = 'proposed') as proposed
                                 , count(*) filter (where state = 'starting') as starting
                                 , count(*) filter (where state = 'active') as active
                                 , count(*) filter (where state = 'ending') as ending
                                 , count(*) filter (where state = 'ending'
                                     and (lease.end_action <> 'keep' or collected_at is not null)) as going_back
                              from lease_device
                             where lease_device.lease_id = lease.lease_id) as counted
                         where lease.lease_id = :lease
                        """)
                .bind("lease", lease)
                .mapTo(Standing.class)
                .findOne();
    }

    /** Reason null keeps the one that is there. */
    void move(AccountTx tx, UUID lease, String state, String reason, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update lease
                           set state = :state
                             , ending_reason = coalesce(ending_reason, :reason)
                             , started_at = case when :state = 'active' then coalesce(started_at, :now) else started_at end
                             , ended_at = case when :state in ('ended', 'terminated') then :now else ended_at end
                             , version = version + 1
                             , updated_at = :now
                         where lease_id = :lease
                        """)
                .bind("state", state)
                .bind("reason", reason)
                .bind("now", now)
                .bind("lease", lease)
                .execute();
    }

    int moveDevices(AccountTx tx, UUID lease, String from, String to) {
        return tx.update("update lease_device set state = :to where lease_id = :lease and state = :from")
                .bind("to", to)
                .bind("lease", lease)
                .bind("from", from)
                .execute();
    }

    /** Devices that leave now, but for those leased on, which come back to their lessor first. */
    int endDevices(AccountTx tx, UUID lease, boolean all, Instant now) {
        // language=SQL
        return tx.update(
                        """
                        update lease_device
                           set state = 'ending'
                         where lease_id = :lease and state = 'active'
                           and (:all or leaves_at <= :now)
                           and not exists (select from lease_device as below
                                            where below.scope_id = lease_device.scope_id
                                              and below.registration_key = lease_device.registration_key
                                              and below.depth = lease_device.depth + 1
                                              and below.state in ('starting', 'active', 'ending'))
                        """)
                .bind("lease", lease)
                .bind("all", all)
                .bind("now", now)
                .execute();
    }

    /** Their lessee keeps them no longer: the lease above takes them back, or this one is terminated. */
    void takeBack(AccountTx tx, Standing lease, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update lease_device as mine
                           set collected_at = :now
                         where lease_id = :lease and state = 'ending' and collected_at is null
                           and (:terminated
                             or exists (select
                                          from lease as upper
                                         where upper.lease_id = cast(:upper as uuid) and upper.state = 'ending')
                             or exists (select
                                          from lease_device as above
                                         where above.lease_id = cast(:upper as uuid)
                                           and above.registration_key = mine.registration_key
                                           and above.state = 'active'
                                           and above.leaves_at <= :now))
                        """)
                .bind("lease", lease.leaseId())
                .bind("upper", lease.upperLeaseId())
                .bind("terminated", lease.isTerminated(now))
                .bind("now", now)
                .execute();
    }

    /** Leases one step further down that are not over. */
    List<UUID> below(AccountTx tx, UUID lease) {
        // language=SQL
        return tx.query(
                        """
                        select lease_id
                          from lease
                         where upper_lease_id = :lease and state in ('proposed', 'active', 'ending')
                        """)
                .bind("lease", lease)
                .mapTo(UUID.class)
                .list();
    }

    void hold(AccountTx tx, UUID lease, List<String> keys, Instant from) {
        // language=SQL
        execute(
                tx.update(
                        """
                        update lease_device
                           set state = 'active'
                             , period = tstzrange(:now, null)
                             , failure = null
                         where lease_id = :lease and state = 'starting' and registration_key = any(:keys)
                        """),
                lease,
                keys,
                from);
    }

    void release(AccountTx tx, UUID lease, List<String> keys, Instant until) {
        // language=SQL
        execute(
                tx.update(
                        """
                        update lease_device
                           set state = 'ended'
                             , period = tstzrange(lower(period), greatest(lower(period), :now))
                             , leaves_at = null
                             , failure = null
                         where lease_id = :lease and state = 'ending' and registration_key = any(:keys)
                        """),
                lease,
                keys,
                until);
    }

    void fail(AccountTx tx, UUID lease, List<String> keys, List<String> sentences) {
        // language=SQL
        tx.update(
                        """
                        update lease_device
                           set failure = failed.sentence
                          from unnest(:keys, :sentences) as failed (key, sentence)
                         where lease_id = :lease and registration_key = failed.key
                           and state in ('starting', 'ending')
                        """)
                .bind("lease", lease)
                .bindArray("keys", String.class, keys)
                .bindArray("sentences", String.class, sentences)
                .execute();
    }

    /** The registration IDs as written, by key. */
    List<String> registrationIds(AccountTx tx, UUID lease, List<String> keys) {
        return tx.query(
                        "select distinct on (registration_key) registration_id from lease_device where lease_id = :lease"
                                + " and registration_key = any(:keys) order by registration_key, entry desc")
                .bind("lease", lease)
                .bindArray("keys", String.class, keys)
                .mapTo(String.class)
                .list();
    }

    /** Those of them that are not on that hub now, null for any; with the host name of where they are, empty for nowhere. */
    Map<String, String> elsewhere(AccountTx tx, UUID scope, List<String> keys, UUID hub) {
        // language=SQL
        return tx.query(
                        """
                        select registration_id
                             , coalesce(hub_host_name, '') as host_name
                          from device
                         where scope_id = :scope
                           and registration_key = any(:keys)
                           and (hub_id is null or hub_id <> cast(:hub as uuid))
                        """)
                .bind("scope", scope)
                .bindArray("keys", String.class, keys)
                .bind("hub", hub)
                .reduceRows(new HashMap<>(), (hosts, row) -> {
                    hosts.put(row.getColumn("registration_id", String.class), row.getColumn("host_name", String.class));
                    return hosts;
                });
    }

    private static void execute(Update update, UUID lease, List<String> keys, Instant now) {
        update.bind("lease", lease)
                .bind("now", now)
                .bindArray("keys", String.class, keys)
                .execute();
    }
}
