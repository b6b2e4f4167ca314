package io.slipway.setting;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class AccountSettingStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<AccountSetting, UUID> {}

    private final Rows rows;

    AccountSettingStore(Rows rows) {
        this.rows = rows;
    }

    Optional<AccountSetting> own(AccountTx tx) {
        return rows.findByIdOptional(tx.account().value());
    }

    void insert(AccountTx tx, AccountSetting setting) {
        rows.persist(setting);
    }
}
