/** Secrets at rest, shared access signatures, response headers and the origin check. Knows no feature. */
package io.slipway.security;
