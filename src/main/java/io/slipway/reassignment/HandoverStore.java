package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class HandoverStore {
    /** The handover of that lease and direction that is not at its end. */
    Optional<UUID> open(AccountTx tx, Handover handover) {
        // language=SQL
        return tx.query(
                        """
                        select reassignment_id
                          from reassignment
                         where lease_id = :lease
                           and purpose = :purpose
                           and state = 'running'
                           and target_hub_id is not distinct from cast(:target as uuid)
                         limit 1
                           for update
                        """)
                .bind("lease", handover.leaseId())
                .bind("purpose", handover.direction().purpose())
                .bind("target", handover.targetHubId())
                .mapTo(UUID.class)
                .findOne();
    }

    void insert(AccountTx tx, UUID id, Handover handover, String askedBy, Instant now) {
        // language=SQL
        tx.update(
                        """
                        insert into reassignment (reassignment_id, account_id, requester_id, scope_id, purpose, lease_id
                          , target_hub_id, twins, state, disables, asked_by, created_at, started_at, updated_at)
                        values (:id, :account, :account, :scope, :purpose, :lease
                          , :target, 'reset', 'running', :disables, cast(:askedBy as jsonb), :now, :now, :now)
                        """)
                .bind("id", id)
                .bind("account", tx.account())
                .bind("scope", handover.scope())
                .bind("purpose", handover.direction().purpose())
                .bind("lease", handover.leaseId())
                .bind("target", handover.targetHubId())
                .bind("disables", handover.disables())
                .bind("askedBy", askedBy)
                .bind("now", now)
                .execute();
    }

    /** Those that wait, also if an earlier try failed, or they came and went since. What lets go of them waits meanwhile. */
    void add(AccountTx tx, UUID id, Handover handover, Instant now) {
        // language=SQL
        tx.update(
                        """
                        insert into reassignment_device as part (reassignment_id, scope_id, registration_key, registration_id
                          , account_id, requester_id, from_hub_id, from_device_id, to_hub_id, due_at)
                        select :id
                             , device.scope_id
                             , device.registration_key
                             , device.registration_id
                             , :account
                             , :account
                             , device.hub_id
                             , device.device_id
                             , :target
                             , :now
                          from lease_device
                          join device using (scope_id, registration_key)
                          join lease on lease.lease_id = lease_device.lease_id
                         where lease_device.lease_id = :lease
                           and lease_device.state = :waiting
                           and (:waiting = 'starting' or lease.end_action <> 'keep' or lease_device.collected_at is not null)
                         order by device.registration_key
                           for share of lease_device
                        on conflict (reassignment_id, registration_key) do update
                          set state = 'planned'
                            , reason = null
                            , failure = null
                            , tries = 0
                            , put_at = null
                            , due_at = excluded.due_at
                            , from_hub_id = excluded.from_hub_id
                            , from_device_id = excluded.from_device_id
                            , to_hub_id = excluded.to_hub_id
                            , switched_at = null
                            , released_at = null
                            , arrived_at = null
                        where part.state in ('failed', 'skipped', 'cancelled', 'released', 'arrived')
                        """)
                .bind("id", id)
                .bind("account", tx.account())
                .bind("lease", handover.leaseId())
                .bind("target", handover.targetHubId())
                .bind("waiting", handover.direction() == Direction.START ? "starting" : "ending")
                .bind("now", now)
                .execute();
        tx.update(
                        """
                        update reassignment
                           set devices = (select count(*) from reassignment_device as part where part.reassignment_id = :id)
                             , updated_at = :now
                         where reassignment_id = :id
                        """)
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    boolean isUnderWay(AccountTx tx, UUID lease, Direction direction) {
        // language=SQL
        return tx.query(
                        """
                        select exists (select
                                         from reassignment
                                        where lease_id = :lease
                                          and purpose = :purpose
                                          and state = 'running')
                        """)
                .bind("lease", lease)
                .bind("purpose", direction.purpose())
                .mapTo(Boolean.class)
                .one();
    }

    boolean hasDevices(AccountTx tx, UUID id) {
        return tx.query("select exists (select from reassignment_device where reassignment_id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    void discard(AccountTx tx, UUID id, Instant now) {
        tx.update("update reassignment set state = 'finished', finished_at = :now where reassignment_id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    /** A lease with those below it, which end with it. */
    LeaseFacts lease(AccountTx tx, UUID lease) {
        // language=SQL
        return tx.query(
                        """
                        with recursive chain(lease_id) as (
                          select cast(:lease as uuid)
                          union all
                          select lower.lease_id
                            from chain
                            join lease as lower on lower.upper_lease_id = chain.lease_id
                        )
                        select lease_id
                             , upper_lease_id
                             , account_id
                             , lessee_id
                             , default_hub_id
                             , state in ('proposed', 'active') as runs
                             , array (select lease_id from chain) as chain
                          from lease
                         where lease_id = :lease
                        """)
                .bind("lease", lease)
                .mapTo(LeaseFacts.class)
                .one();
    }
}
