package io.slipway.account;

import io.slipway.db.AccountTransactions;
import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * The signed-in person or API client. The only way for pages and the API to reach an account's rows; it asks for the
 * account and a permission each time.
 */
@RequestScoped
public class Acting {
    private final Memberships memberships;
    private final Accounts accounts;
    private final AccountTransactions transactions;

    Acting(Memberships memberships, Accounts accounts, AccountTransactions transactions) {
        this.memberships = memberships;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    public <T> T in(AccountSlug account, Permission permission, Function<AccountTx, T> work) {
        Membership membership = require(account, permission);
        accounts.enter(membership);
        try {
            return transactions.in(memberships.actor(membership.id()), work);
        } catch (RuntimeException e) {
            throw DatabaseProblems.of(e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    /** Throws unless the bearer may do this there; a foreign account and an unknown one are the same. */
    public Membership require(AccountSlug account, Permission permission) {
        return permitted(memberships.in(account), permission);
    }

    /** What some rows ask for beyond what their transaction began with. */
    public void require(AccountTx tx, Permission permission) {
        permitted(memberships.of(tx.account()), permission);
    }

    private static Membership permitted(Optional<Membership> found, Permission permission) {
        Membership membership = found.orElseThrow(() -> Problem.notFound("account"));
        if (!membership.may(permission)) {
            throw new Problem(
                    ProblemType.NOT_PERMITTED,
                    "Your roles in %s do not allow this. Ask an account admin of %s.",
                    membership.name(),
                    membership.name());
        }
        return membership;
    }

    /** What to say beside an action that is shown but not open; empty when it is, and the action itself asks again. */
    public Optional<String> denied(AccountSlug account, Permission permission) {
        return may(account, permission)
                ? Optional.empty()
                : Optional.of("Your roles do not allow this. Ask an account admin.");
    }

    /** Whether to offer an action; the action itself asks again. */
    public boolean may(AccountSlug account, Permission permission) {
        return memberships
                .in(account)
                .filter(membership -> membership.may(permission))
                .isPresent();
    }
}
