package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Ways back, planned by people or by the reassignment itself. */
@ApplicationScoped
class UndoStore {
    /** @param state {@code planned} to be looked at, {@code scheduled} to begin at once */
    void insert(AccountTx tx, UUID id, Reassignment undone, String state, String reason, String askedBy, Instant now) {
        // language=SQL
        tx.update(
                        """
                        insert into reassignment (reassignment_id, account_id, requester_id, scope_id, purpose, undoes, twins
                          , state, starts_at, reason, asked_by, created_at, updated_at)
                        values (:id, :operator, :requester, :scope, 'undo', :undone, 'migrate'
                          , :state, :now, :reason, cast(:askedBy as jsonb), :now, :now)
                        """)
                .bind("id", id)
                .bind("operator", undone.accountId())
                .bind("requester", undone.requesterId())
                .bind("scope", undone.scopeId())
                .bind("undone", undone.reassignmentId())
                .bind("state", state)
                .bind("reason", reason)
                .bind("askedBy", askedBy)
                .bind("now", now)
                .execute();
    }

    /**
     * Back to where each device was, as far as it is still where the reassignment sent it; returns how many.
     *
     * @param absentSince only those switched before and not arrived since; null for all
     */
    int plan(AccountTx tx, UUID id, Reassignment undone, Instant absentSince) {
        // language=SQL
        int planned = tx.update(
                        """
                        insert into reassignment_device (reassignment_id, scope_id, registration_key, registration_id, account_id
                          , requester_id, state, from_hub_id, from_device_id, to_hub_id, reason)
                        select :id
                             , part.scope_id
                             , part.registration_key
                             , part.registration_id
                             , part.account_id
                             , part.requester_id
                             , case when judged.reason is null then 'planned' else 'skipped' end
                             , device.hub_id
                             , device.device_id
                             , part.from_hub_id
                             , judged.reason
                          from reassignment_device as part
                          join device using (scope_id, registration_key)
                          cross join lateral (select case
                              when device.hub_id is distinct from part.to_hub_id then 'moved-since'
                              when device.disabled_by is not null then 'disabled'
                            end as reason) as judged
                         where part.reassignment_id = :undone
                           and part.state in ('switched', 'released', 'arrived')
                           and device.holder_id = part.requester_id
                           and (cast(:absentSince as timestamptz) is null
                             or part.state = 'released' and part.switched_at < :absentSince)
                        """)
                .bind("id", id)
                .bind("undone", undone.reassignmentId())
                .bind("absentSince", absentSince)
                .execute();
        tx.update("update reassignment set devices = :devices where reassignment_id = :id")
                .bind("id", id)
                .bind("devices", planned)
                .execute();
        return planned;
    }

    /** What takes this one back, if anything does. */
    Optional<UUID> undoOf(AccountTx tx, UUID id) {
        return tx.query(
                        "select reassignment_id from reassignment where undoes = :id and state <> 'cancelled' order by created_at desc limit 1")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }
}
