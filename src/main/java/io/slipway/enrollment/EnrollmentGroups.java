package io.slipway.enrollment;

import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Creating and changing enrollment groups. */
@ApplicationScoped
public class EnrollmentGroups {
    private final EnrollmentGroupStore store;

    EnrollmentGroups(EnrollmentGroupStore store) {
        this.store = store;
    }

    /** For the device plane: every group of a scope, with its keys. */
    public List<GroupPolicy> ofScope(AccountTx tx, ScopeId scope) {
        return store.policies(tx, scope);
    }
}
