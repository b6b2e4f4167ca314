/**
 * Transactions that name the account they act for, and typed keys.
 *
 * <p>A store needs an {@link io.slipway.db.AccountTx}; a person gets one only through {@code security.Acting}, which asks
 * for a permission. The device plane and jobs open one directly. The database refuses rows of any other account.
 */
package io.slipway.db;
