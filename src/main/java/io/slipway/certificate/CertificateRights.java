package io.slipway.certificate;

import io.slipway.account.Acting;
import io.slipway.account.Permission;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Times;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What to say beside an action that is shown but not open; the action itself asks again. */
@ApplicationScoped
class CertificateRights {
    private final Acting acting;
    private final Times times;

    CertificateRights(Acting acting, Times times) {
        this.acting = acting;
        this.times = times;
    }

    /** Null when certificates may be brought and changed. */
    String denied(ScopeAddress scope, Instant withdrawnAt) {
        Permission permission = scope.isSupplying() ? Permission.SUPPLY : Permission.MANAGE_CERTIFICATES;
        return withdrawnAt == null
                ? acting.denied(scope.account(), permission).orElse(null)
                : "The operator withdrew your right to supply this scope on " + times.day(withdrawnAt) + ".";
    }
}
