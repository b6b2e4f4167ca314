package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;

/** Which scope an ID scope names, and whose it is. */
public record ScopeAddress(ScopeId scopeId, AccountId accountId) {}
