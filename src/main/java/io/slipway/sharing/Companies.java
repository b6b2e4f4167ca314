package io.slipway.sharing;

import io.slipway.account.Account;
import io.slipway.account.AccountSlug;
import io.slipway.account.Accounts;
import io.slipway.account.Capability;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the other company of an offer or a loan by what it is called in addresses, so that names cannot be probed. */
@ApplicationScoped
class Companies {
    private final Accounts accounts;

    Companies(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * @param capability what the company must be; also names the field
     * @param ofItsOwn what to say to a company that names itself
     */
    AccountId find(AccountTx tx, String slug, Capability capability, String ofItsOwn) {
        AccountId company = accounts.addressOf(tx, new AccountSlug(slug)).orElseThrow(() -> noSuch(capability));
        if (company.equals(tx.account())) {
            throw Problem.invalid(capability.word(), ofItsOwn);
        }
        return company;
    }

    /** Asked after the insert: row security shows a company to another only once something connects them. */
    void require(AccountTx tx, AccountId id, Capability capability) {
        Account company = accounts.visible(tx).get(id);
        if (company == null || !company.capabilities().contains(capability.word())) {
            throw noSuch(capability);
        }
    }

    /** The same for an unknown name and a company that is something else. */
    private static Problem noSuch(Capability capability) {
        return Problem.invalid(
                capability.word(),
                "No %1$s account has this name. Ask the %1$s for the name in the addresses of its own pages; somebody of it must have signed in once."
                        .formatted(capability.word()));
    }
}
