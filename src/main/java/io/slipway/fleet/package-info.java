/**
 * Devices as people see them: lists, one device's state and story, and what may be done with it.
 *
 * <p>An operator sees the devices of its scopes, a holder those it holds, a manufacturer those it brought, each as much of
 * them as is its business. The rows are written by {@code registration}; this package reads them, explains why a device is on its hub,
 * lets whoever holds a device disable it and edit its twin, and an operator deprovision those that it did not lease.
 */
package io.slipway.fleet;
