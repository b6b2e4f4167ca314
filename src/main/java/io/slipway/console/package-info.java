/**
 * The frame around every feature's pages: who is acting where, the navigation, the first page, and Home.
 *
 * <p>It knows features by their addresses only. What a feature wants on Home it contributes as a
 * {@link io.slipway.console.HomeSection}.
 */
package io.slipway.console;
