/**
 * Hubs and their links to scopes.
 *
 * <p>A <em>hub</em> is where provisioned devices connect; it belongs to one account and is reached through a <em>connector</em>.
 * A <em>hub link</em> is the permission to allocate devices of a scope to a hub. The device plane asks {@link
 * io.slipway.hub.Hubs#linked}; other features use {@link io.slipway.hub.Hubs} and {@link io.slipway.hub.HubLinks}.
 */
package io.slipway.hub;
