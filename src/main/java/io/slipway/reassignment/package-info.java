/**
 * Moving devices to another hub, and from one holder to another, so that none is ever without a hub that knows it.
 *
 * <p>A <em>reassignment</em> is a plan, then its progress. Each device goes its steps: <em>planned</em>, <em>prepared</em>
 * (identity and twin are in the target hub), <em>switched</em> (the device row says so, in one transaction), <em>released</em>
 * (the old hub has forgotten it), <em>arrived</em> (it registered again). {@link io.slipway.reassignment.Handovers} does the
 * same for leases, where the holder changes with the hub; {@link io.slipway.reassignment.Custody} is told.
 */
package io.slipway.reassignment;
