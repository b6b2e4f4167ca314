/**
 * Sharing hubs across companies.
 *
 * <p>A <em>hub offer</em> asks an operator to let devices of one of its scopes be allocated to a hub of another company;
 * accepted, it becomes a hub link. It is made by the operator's account name or by a code that works once. A <em>hub loan</em>
 * lets a tenant have the devices it leases on a hub of another company. Both companies see the same facts of each, and of the
 * hub no more than its face: name, host name, health and capacity.
 */
package io.slipway.sharing;
