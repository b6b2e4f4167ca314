/**
 * Finding and describing plug-ins: which are installed, and what their settings are.
 *
 * <p>A <em>connector</em> is a plug-in that reaches one kind of hub. A <em>setting</em> is one thing an operator enters for it;
 * the connector's JSON Schema says which there are, and the portal makes its form of them.
 */
package io.slipway.plugin;
