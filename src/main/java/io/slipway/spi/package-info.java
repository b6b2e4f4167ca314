/**
 * The public plug-in interfaces: JDK types and own records only, so that a plug-in compiles against nothing else.
 */
package io.slipway.spi;
