/**
 * Scopes and their shared access policies.
 *
 * <p>A <em>scope</em> is a provisioning service instance of an operator; devices address it with its <em>ID scope</em>. An
 * <em>access policy</em> authenticates the DPS service API. Other features use {@link io.slipway.scope.Scopes}.
 */
package io.slipway.scope;
