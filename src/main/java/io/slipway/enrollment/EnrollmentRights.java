package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.supply.ScopeAccesses;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Times;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What to say beside an action that is shown but not open; the action itself asks again. */
@ApplicationScoped
class EnrollmentRights {
    private final Acting acting;
    private final ScopeAccesses accesses;
    private final Times times;

    EnrollmentRights(Acting acting, ScopeAccesses accesses, Times times) {
        this.acting = acting;
        this.accesses = accesses;
        this.times = times;
    }

    /** Null when enrollments may be brought and changed. */
    String denied(ScopeAddress scope) {
        return acting.denied(scope.account(), scope.isSupplying() ? SUPPLY : MANAGE_ENROLLMENTS)
                .orElseGet(() -> withdrawn(scope));
    }

    String denied(AccountSlug account) {
        return acting.denied(account, MANAGE_ENROLLMENTS).orElse(null);
    }

    private String withdrawn(ScopeAddress scope) {
        Instant at = accesses.in(scope, VIEW_ENROLLMENTS, VIEW_SUPPLY, (tx, access) -> access.withdrawnAt());
        return at == null ? null : "The operator withdrew your right to supply this scope on " + times.day(at) + ".";
    }
}
