package io.slipway.fleet;

import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Finds what is to be explained besides devices. */
@ApplicationScoped
class ExplanationStore {
    /** A scope of the acting account. */
    public record Scoped(UUID scopeId, String name) {}

    /** A group of the acting account's scope. */
    public record Group(UUID scopeId, UUID enrollmentGroupId, String groupId) {}

    /** A lease that the acting account has received. */
    public record Leased(UUID leaseId, UUID scopeId, UUID operatorId, String reference) {}

    Scoped scope(AccountTx tx, String idScope) {
        // language=SQL
        return tx.query(
                        """
                        select scope.scope_id
                             , scope.name
                          from scope
                          join scope_address using (scope_id)
                         where scope.account_id = :account
                           and scope_address.id_scope = :idScope
                        """)
                .bind("account", tx.account())
                .bind("idScope", idScope)
                .mapTo(Scoped.class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("scope"));
    }

    Leased lease(AccountTx tx, String id) {
        // language=SQL
        return tx.query(
                        """
                        select lease_id
                             , scope_id
                             , operator_id
                             , reference
                          from lease
                         where lessee_id = :account
                           and cast(lease_id as text) = lower(:lease)
                        """)
                .bind("account", tx.account())
                .bind("lease", id)
                .mapTo(Leased.class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("lease"));
    }

    Group group(AccountTx tx, String idScope, String groupId) {
        // language=SQL
        return tx.query(
                        """
                        select scope_id
                             , enrollment_group_id
                             , group_id
                          from enrollment_group
                          join scope_address using (scope_id)
                         where enrollment_group.account_id = :account
                           and id_scope = :idScope
                           and group_key = lower(:group)
                        """)
                .bind("account", tx.account())
                .bind("idScope", idScope)
                .bind("group", groupId)
                .mapTo(Group.class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("enrollment group"));
    }
}
