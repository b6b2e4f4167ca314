/**
 * CA certificates of scopes and their proof of possession.
 *
 * <p>A <em>certificate</em> is a CA certificate in a scope, brought by the scope's operator or by a manufacturer that may
 * supply the scope. It is <em>verified</em> once its owner has signed a <em>verification code</em> with its key; until
 * then it authenticates no device. The device plane reads {@link io.slipway.certificate.Certificates#ofScope}. A feature
 * that refers to certificates implements {@link io.slipway.certificate.CertificateUses}, so that one in use is not deleted.
 */
package io.slipway.certificate;
