/**
 * Leases: a company that holds devices lets another one hold them for a term.
 *
 * <p>The <em>lessor</em> proposes, the <em>lessee</em> accepts all, part or none. The <em>operator</em> is the account of the
 * scope: the lessor itself, or somewhere above it where leased devices are leased on (a <em>sublease</em>). The two companies of
 * a lease see the same facts of it. {@link io.slipway.lease.Leases} reads, {@link io.slipway.lease.Proposals} is what a lessor
 * begins with, {@link io.slipway.lease.Answers} what a lessee says to it, {@link io.slipway.lease.Endings} how it ends.
 *
 * <p>People only agree. The {@link io.slipway.lease.LeaseCourse} is what follows from it with time, in the device plane and as the
 * operator, and {@link io.slipway.lease.LeaseCustody} writes down who held which device, and when.
 */
package io.slipway.lease;
