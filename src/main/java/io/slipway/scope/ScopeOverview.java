package io.slipway.scope;

import io.slipway.account.AccountSlug;
import io.slipway.audit.Event;
import java.util.List;

/**
 * A scope's page.
 *
 * @param deviceHost what devices connect to
 * @param serviceHost what DPS service API clients connect to
 * @param denied why nothing may be changed here, null when it may
 */
record ScopeOverview(
        AccountSlug account,
        Scope scope,
        String deviceHost,
        String serviceHost,
        int httpsPort,
        List<Event> history,
        String denied) {
    public ScopePath path() {
        return new ScopePath(account, scope);
    }
}
