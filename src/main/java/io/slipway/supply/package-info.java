/**
 * Supply grants: an operator lets a manufacturer bring identities into one of its scopes.
 *
 * <p>A <em>supply grant</em> belongs to the operator; both companies see the same facts of it. One comes to a scope from one
 * of two <em>sides</em>: as its operator ({@code /a/{account}/scopes/{idScope}}) or as its supplier
 * ({@code /a/{account}/supply/{idScope}}). A feature whose things both sides work on takes a
 * {@link io.slipway.supply.ScopeAddress} and opens the scope with {@link io.slipway.supply.ScopeAccesses}; what it then
 * reads and writes is the same for both, and row security narrows a supplier to what it brought.
 */
package io.slipway.supply;
