package io.slipway.lease;

import io.slipway.account.Account;
import io.slipway.account.AccountSlug;
import io.slipway.account.Accounts;
import io.slipway.account.Capability;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** To whom devices may be leased: another company that is a tenant, by the exact name of its account. */
@ApplicationScoped
class Lessees {
    private final Accounts accounts;
    private final LeaseStore store;

    Lessees(Accounts accounts, LeaseStore store) {
        this.accounts = accounts;
        this.store = store;
    }

    AccountId find(AccountTx tx, Ground ground, String slug) {
        AccountId lessee = accounts.addressOf(tx, new AccountSlug(slug)).orElseThrow(Lessees::noSuchTenant);
        if (lessee.equals(tx.account())) {
            throw Problem.invalid("lessee", "Your own account holds these devices already.");
        }
        if (lessee.equals(ground.operator())) {
            throw Problem.invalid(
                    "lessee",
                    "This company operates the scope of the devices. Return them instead of leasing them on.");
        }
        Account company =
                store.onTrial(tx, ground, lessee, () -> accounts.visible(tx).get(lessee));
        if (company == null || !company.capabilities().contains(Capability.TENANT.word())) {
            throw noSuchTenant();
        }
        return lessee;
    }

    /** The same for an unknown name and a company that is no tenant, so that names cannot be probed. */
    private static Problem noSuchTenant() {
        return Problem.invalid(
                "lessee",
                "No tenant account has this name. Ask the tenant for the name in the addresses of its own pages; somebody"
                        + " of it must have signed in once.");
    }
}
