package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;

/** Whose the device is to disable or enable is asked for once more in the statement itself. */
@ApplicationScoped
class DisablementStore {
    /** False if it is disabled already, or not that company's to disable. */
    boolean disable(AccountTx tx, ScopeId scope, String registrationId, AccountId by, String reason) {
        // language=SQL
        return tx.update(
                                """
                                update device
                                   set disabled_by = :by
                                     , disabled_reason = :reason
                                     , version = version + 1
                                     , updated_at = now()
                                 where scope_id = :scope
                                   and registration_key = lower(:registrationId)
                                   and disabled_by is null
                                   and holder_id = :by
                                   and (lease_id is null or exists (select from lease
                                         where lease.scope_id = device.scope_id
                                           and lease.lease_id = device.lease_id
                                           and 'disable' = any(lease.rights)))
                                """)
                        .bind("scope", scope)
                        .bind("registrationId", registrationId)
                        .bind("by", by)
                        .bind("reason", reason)
                        .execute()
                == 1;
    }

    /** The device itself, or by what it is enrolled. */
    boolean isDisabled(AccountTx tx, ScopeId scope, String registrationKey) {
        // language=SQL
        return tx.query(
                        """
                        select exists (select
                                         from device
                                         left join enrollment using (scope_id, registration_key)
                                         left join enrollment_group as "group"
                                           on "group".scope_id = device.scope_id
                                          and "group".enrollment_group_id = device.enrollment_group_id
                                        where device.scope_id = :scope
                                          and device.registration_key = :key
                                          and (device.disabled_by is not null
                                            or coalesce(enrollment.provisioning_status, "group".provisioning_status)
                                               = 'disabled'))
                        """)
                .bind("scope", scope)
                .bind("key", registrationKey)
                .mapTo(Boolean.class)
                .one();
    }

    /** False if it is enabled already, or not that company's to enable. */
    boolean enable(AccountTx tx, ScopeId scope, String registrationId, AccountId by) {
        // language=SQL
        return tx.update(
                                """
                                update device
                                   set disabled_by = null
                                     , disabled_reason = null
                                     , version = version + 1
                                     , updated_at = now()
                                 where scope_id = :scope
                                   and registration_key = lower(:registrationId)
                                   and (disabled_by = :by
                                     or disabled_by is not null and account_id = :by and holder_id = :by)
                                """)
                        .bind("scope", scope)
                        .bind("registrationId", registrationId)
                        .bind("by", by)
                        .execute()
                == 1;
    }
}
