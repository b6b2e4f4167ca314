package io.slipway.account;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Enters companies as their people first arrive, and finds partners. */
@ApplicationScoped
public class Accounts {
    private record Entered(String name, java.util.Set<Capability> capabilities) {}

    private final AccountTransactions transactions;
    private final AccountStore store;
    private final Map<AccountId, Entered> entered = new ConcurrentHashMap<>();

    Accounts(AccountTransactions transactions, AccountStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** Idempotent, and free of any statement while the token says what it said last. */
    void enter(Membership membership) {
        Entered said = new Entered(membership.name(), membership.capabilities());
        if (!said.equals(entered.get(membership.id()))) {
            transactions.in(Actor.system(membership.id()), tx -> {
                store.enter(tx, membership);
                return null;
            });
            entered.put(membership.id(), said);
        }
    }

    /** The id behind an exactly known slug; says nothing else about the company. */
    public Optional<AccountId> addressOf(AccountTx tx, AccountSlug slug) {
        return store.addressOf(tx, slug);
    }

    /** Itself and its partners, by id. */
    public Map<AccountId, Account> visible(AccountTx tx) {
        return store.visible(tx).stream().collect(Collectors.toMap(Account::accountId, Function.identity()));
    }

    /** Name of a partner; null for null and for one that this account may not see. */
    public String nameOf(AccountTx tx, AccountId id) {
        return Optional.ofNullable(id).map(visible(tx)::get).map(Account::name).orElse(null);
    }
}
