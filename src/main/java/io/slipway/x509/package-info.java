/**
 * Reading X.509 certificates and judging them by our own profile (RFC 5280), with the library's cryptography.
 *
 * <p>Nothing here searches for paths: a device's chain is judged in the order it was presented, against known CAs, at an
 * explicit time, under caps. {@code docs/security.md} publishes how the profile agrees with the public test suites.
 */
package io.slipway.x509;
