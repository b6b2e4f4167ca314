/**
 * What tests stand on: a real database and a real Keycloak with the sample companies, and ways in as their people and machines.
 *
 * <p>A test class says {@code @QuarkusTestResource(Stack.class)}; {@link io.slipway.testing.PortalSession} is then a person's
 * browser and {@link io.slipway.testing.Tokens} has the access tokens of API clients.
 */
package io.slipway.testing;
