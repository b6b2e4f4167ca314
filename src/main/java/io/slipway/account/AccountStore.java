package io.slipway.account;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class AccountStore {
    private static final String SELECT = "select account_id, slug, name, capabilities from account ";

    /** Makes the row follow the token: Keycloak decides a company's name and capabilities. */
    void enter(AccountTx tx, Membership membership) {
        // language=SQL
        tx.update(
                        """
                        insert into account (account_id, slug, name, capabilities)
                        values (:id, :slug, :name, :capabilities)
                        on conflict (account_id) do update
                          set slug = excluded.slug
                            , name = excluded.name
                            , capabilities = excluded.capabilities
                        """)
                .bind("id", membership.id())
                .bind("slug", membership.slug().value())
                .bind("name", membership.name())
                .bind(
                        "capabilities",
                        membership.capabilities().stream()
                                .map(Capability::word)
                                .sorted()
                                .toArray(String[]::new))
                .execute();
        tx.update("insert into account_address (slug, account_id) values (:slug, :id) on conflict do nothing")
                .bind("slug", membership.slug().value())
                .bind("id", membership.id())
                .execute();
    }

    Optional<AccountId> addressOf(AccountTx tx, AccountSlug slug) {
        return tx.query("select account_id from account_address where slug = :slug")
                .bind("slug", slug.value())
                .mapTo(AccountId.class)
                .findOne();
    }

    /** The accounts that row security lets this one see: itself and its partners. */
    List<Account> visible(AccountTx tx) {
        return tx.query(SELECT + "order by name").mapTo(Account.class).list();
    }
}
