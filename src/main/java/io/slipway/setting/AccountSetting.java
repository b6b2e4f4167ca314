package io.slipway.setting;

import io.slipway.db.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an account decided about itself; there is none until it decides something. */
@Entity
class AccountSetting {
    @Id
    @Column(updatable = false)
    private UUID accountId;

    private Integer approvalAbove;
    private String[] noticesTo = {};

    @Version
    private int version;

    private Instant updatedAt;

    protected AccountSetting() {}

    AccountSetting(AccountId account, Instant now) {
        this.accountId = account.value();
        this.updatedAt = now;
    }

    void change(SettingDetails details, Instant now) {
        this.approvalAbove = details.approvalAbove();
        this.noticesTo = details.noticesTo().toArray(String[]::new);
        this.updatedAt = now;
    }

    SettingDetails details() {
        return new SettingDetails(approvalAbove, List.of(noticesTo));
    }

    int version() {
        return version;
    }
}
