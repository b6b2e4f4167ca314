/**
 * The hub that comes with Slipway: a hub connector that keeps device identities and twins in PostgreSQL.
 *
 * <p>An <em>identity</em> is a device ID with the credential that opens the hub; a <em>twin</em> is the three JSON objects kept
 * for it, as text and never reformatted. Reached through {@link io.slipway.plugin.Connectors} like any other connector.
 */
package io.slipway.builtinhub;
