package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class HandoverStore {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** Devices that are to change hands now; what a lessee keeps until it is collected is not. */
    // language=SQL
    private static final String WAITS =
            """
            lease_device.lease_id = :lease
              and lease_device.state = :waiting
              and (lease_device.state = 'starting'
                or lease_device.collected_at is not null
                or exists (select from lease where lease.lease_id = :lease and lease.end_action <> 'keep'))
            """;

    /** @param finishedAt null while it is running */
    public record Begun(UUID reassignmentId, Instant createdAt, Instant finishedAt) {
        /** What failed is tried again once as much time has passed as its tries took so far, ten minutes at most. */
        boolean isPausing(Instant now) {
            return finishedAt != null && finishedAt.plus(pause()).isAfter(now);
        }

        private Duration pause() {
            Duration tried = Duration.between(createdAt, finishedAt);
            return tried.compareTo(LONGEST_PAUSE) < 0 ? tried : LONGEST_PAUSE;
        }
    }

    /** The handover that is running; else the last one, if every device that waits has failed in it. */
    Optional<Begun> begun(AccountTx tx, Handover handover) {
        // language=SQL
        return tx.query(
                        """
                        select reassignment_id
                             , created_at
                             , finished_at
                          from reassignment
                         where lease_id = :lease
                           and purpose = :purpose
                           and target_hub_id is not distinct from cast(:target as uuid)
                           and (state = 'running'
                             or state = 'finished'
                            and not exists (select
                                              from lease_device
                                             where %s
                                               and not exists (select
                                                                 from reassignment_device as part
                                                                where part.reassignment_id = reassignment.reassignment_id
                                                                  and part.registration_key = lease_device.registration_key
                                                                  and part.state = 'failed')))
                         order by finished_at desc nulls first
                         limit 1
                        """
                                .formatted(WAITS))
                .bind("lease", handover.leaseId())
                .bind("purpose", handover.direction().purpose())
                .bind("target", handover.targetHubId())
                .bind("waiting", waiting(handover))
                .mapTo(Begun.class)
                .findOne();
    }

    /** Nobody ends it until the transaction does; if it had ended, it runs again, and what failed in it is known. */
    void goOn(AccountTx tx, UUID id, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update reassignment
                           set state = 'running'
                             , finished_at = null
                             , failures_accepted = case state
                                 when 'running' then failures_accepted
                                 else (select count(*)
                                         from reassignment_device as part
                                        where part.reassignment_id = :id
                                          and part.state = 'failed')
                               end
                             , updated_at = :now
                             , version = version + 1
                         where reassignment_id = :id
                        """)
                .bind("id", id)
                .bind("now", now)
                .execute();
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
                         where %s
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
                        """
                                .formatted(WAITS))
                .bind("id", id)
                .bind("account", tx.account())
                .bind("lease", handover.leaseId())
                .bind("target", handover.targetHubId())
                .bind("waiting", waiting(handover))
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

    /** What a device of the lease is before it changes hands. */
    private static String waiting(Handover handover) {
        return handover.direction() == Direction.START ? "starting" : "ending";
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
