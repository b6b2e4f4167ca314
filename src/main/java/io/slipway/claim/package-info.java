/**
 * Claiming: an operator prints a code on a device, and whoever enters it gets the device leased.
 *
 * <p>A <em>claim policy</em> says on what terms, a <em>claim code</em> opens one device, once. Only the code's SHA-256 is kept, and
 * tries are counted per company and minute. What a claim leads to is a lease like any other.
 */
package io.slipway.claim;
