/** Secrets at rest, response headers and the origin check. Knows no feature. */
package io.slipway.security;
