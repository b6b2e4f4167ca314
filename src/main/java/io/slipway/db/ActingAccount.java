package io.slipway.db;

import org.jdbi.v3.core.Handle;

/** The setting that the policies of {@code R__02_policies.sql} read; it ends with the transaction. */
final class ActingAccount {
    private ActingAccount() {}

    static void set(Handle handle, AccountId account) {
        handle.createQuery("select set_config('slipway.account_id', :account, true)")
                .bind("account", account.toString())
                .mapTo(String.class)
                .one();
    }
}
