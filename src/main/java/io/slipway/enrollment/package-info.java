/**
 * Who may register.
 *
 * <p>An <em>enrollment</em> is one device that may register, an <em>enrollment group</em> many; both say by what
 * <em>attestation</em> a device proves its identity, which hubs it may be given (<em>allocation</em>), what becomes of it when
 * it registers again (<em>re-provisioning policy</em>) and with which <em>initial twin</em> it starts. Names are those of the
 * DPS schema (protocol section 3.3). An operator and a manufacturer that supplies its scope work through the same use
 * cases; row security narrows a manufacturer to what it brought. The device plane reads
 * {@link io.slipway.enrollment.EnrollmentGroups#ofScope} and {@link io.slipway.enrollment.KnownEnrollments}.
 */
package io.slipway.enrollment;
