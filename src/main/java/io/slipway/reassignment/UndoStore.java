package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatements;

/** Ways back, planned by people or by the reassignment itself. */
@ApplicationScoped
class UndoStore {
    /**
     * A reassignment that takes another one back.
     *
     * @param purpose {@code undo} for all of it, {@code takeBack} for devices that did not arrive
     * @param state {@code planned} to be looked at, {@code scheduled} to begin at once
     */
    record WayBack(UUID id, String purpose, String state, String reason) {}

    /** One that takes another back: all of it ({@code undo}), or devices that did not arrive ({@code takeBack}). */
    public record Undoing(UUID reassignmentId, String purpose) {
        boolean isWhole() {
            return purpose.equals("undo");
        }
    }

    void insert(AccountTx tx, WayBack way, Reassignment undone, String askedBy, Instant now) {
        // language=SQL
        tx.update(
                        """
                        insert into reassignment (reassignment_id, account_id, requester_id, scope_id, purpose, undoes, twins
                          , state, starts_at, reason, asked_by, created_at, updated_at)
                        values (:id, :operator, :requester, :scope, :purpose, :undone, 'migrate'
                          , :state, :now, :reason, cast(:askedBy as jsonb), :now, :now)
                        """)
                .bind("id", way.id())
                .bind("purpose", way.purpose())
                .bind("state", way.state())
                .bind("reason", way.reason())
                .bind("operator", undone.accountId())
                .bind("requester", undone.requesterId())
                .bind("scope", undone.scopeId())
                .bind("undone", undone.reassignmentId())
                .bind("askedBy", askedBy)
                .bind("now", now)
                .execute();
    }

    /** Back to where each device was, as far as it is still where the reassignment sent it; returns how many. */
    int plan(AccountTx tx, UUID id, Reassignment undone) {
        return plan(tx, id, undone, null);
    }

    /** @param only keys of the devices it is about, null for all */
    int plan(AccountTx tx, UUID id, Reassignment undone, List<String> only) {
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
                          left join lease on lease.lease_id = device.lease_id
                          cross join lateral (select case
                              when device.lease_id is not null and not 'reassign' = any(lease.rights) then 'no-right'
                              when device.hub_id is distinct from part.to_hub_id then 'moved-since'
                              when device.disabled_by is not null then 'disabled'
                            end as reason) as judged
                         where part.reassignment_id = :undone
                           and part.state in ('switched', 'released', 'arrived')
                           and device.holder_id = part.requester_id
                        """
                                + (only == null ? "" : " and part.registration_key = any(:only)"))
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("id", id)
                .bind("undone", undone.reassignmentId())
                .bindArray("only", String.class, only == null ? List.of() : only)
                .execute();
        tx.update("update reassignment set devices = :devices where reassignment_id = :id")
                .bind("id", id)
                .bind("devices", planned)
                .execute();
        return planned;
    }

    /** What takes this one back, or part of it: newest first. */
    List<Undoing> of(AccountTx tx, UUID id) {
        // language=SQL
        return tx.query(
                        """
                        select reassignment_id
                             , purpose
                          from reassignment
                         where undoes = :id
                           and (purpose = 'takeBack' or state <> 'cancelled')
                         order by created_at desc
                        """)
                .bind("id", id)
                .mapTo(Undoing.class)
                .list();
    }
}
