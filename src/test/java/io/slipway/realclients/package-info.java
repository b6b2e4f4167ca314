/**
 * Devices at the application's own listener: the vendor's SDK, unmodified and in a process of its own, and a raw client for
 * what no SDK would send.
 */
package io.slipway.realclients;
