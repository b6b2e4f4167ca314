/**
 * The device plane: where devices connect, and the protocols they speak.
 *
 * <p>A <em>listener</em> is a port with TLS. It asks for a client certificate, takes any, and never needs one: what a
 * device presents (its <em>chain</em>, in the order sent) is judged by {@link io.slipway.registration}, so that the
 * device gets an answer it understands and the operator an attempt that says why. A <em>front</em> speaks one protocol
 * on a listener: it makes a {@link io.slipway.registration.RegisterDevice} of what came in, hands it to the {@link
 * io.slipway.device.Registrar}, and writes the {@link io.slipway.registration.RegistrationAnswer} in its framing.
 *
 * <p>The <em>server certificate</em> comes from the operator's files or from the <em>local authority</em> in Slipway's
 * home, and changes without a restart. The <em>trust bundle</em> is what devices must trust to believe it.
 *
 * <p>"Protocol section" in comments means the description of the device protocol this package follows. Nothing outside
 * calls this package.
 */
package io.slipway.device;
