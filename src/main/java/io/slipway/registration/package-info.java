/**
 * The act of a device asking where to go, and the resulting state.
 *
 * <p>A protocol front makes a {@link io.slipway.registration.RegisterDevice} of what a device sent and hands it to
 * {@link io.slipway.registration.Registrations}; the answer is the same for every protocol. An <em>attempt</em> is one
 * recorded try, with its outcome and, on failure, the exact reason.
 */
package io.slipway.registration;
