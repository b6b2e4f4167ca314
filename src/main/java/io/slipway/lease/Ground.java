package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;
import java.util.UUID;

/**
 * By what right somebody leases: a scope of its own, or a lease that it received.
 *
 * @param upperLease null in a scope of one's own
 */
record Ground(AccountId lessor, AccountId operator, ScopeId scope, UUID upperLease, int depth) {}
