/**
 * Companies and what their people and machines may do.
 *
 * <p>An <em>account</em> is one Keycloak organization. A <em>membership</em> is what a token says of one account. Effective
 * permission = role ∩ capability ∩ membership; {@link io.slipway.account.Acting} is the only way for pages and the API to
 * reach rows.
 */
package io.slipway.account;
