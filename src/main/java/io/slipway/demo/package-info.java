/**
 * Everything Slipway needs around it, on one machine: a database, an identity provider and sample companies.
 *
 * <p>{@link io.slipway.demo.Demo} is what {@code ./slipway demo} starts; the tests use the same parts. Nothing in the running
 * application may call this package, and nothing here uses the application's beans: the launcher is a process of its own, and
 * the embedded database is not in the production artifact.
 */
package io.slipway.demo;
