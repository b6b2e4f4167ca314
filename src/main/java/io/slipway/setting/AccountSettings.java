package io.slipway.setting;

import static io.slipway.account.Permission.MANAGE_ACCOUNT;
import static io.slipway.account.Permission.VIEW_MEMBERS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reading and changing what an account decides about itself. */
@ApplicationScoped
public class AccountSettings {
    /** The settings and their version, 0 before anything was decided. */
    record Current(SettingDetails details, int version) {}

    private final Acting acting;
    private final AccountSettingStore store;
    private final Events events;
    private final Clock clock;

    AccountSettings(Acting acting, AccountSettingStore store, Events events, Clock clock) {
        this.acting = acting;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    Current get(AccountSlug account) {
        return acting.in(account, VIEW_MEMBERS, this::current);
    }

    Current change(AccountSlug account, SettingDetails details, Integer version) {
        details.check();
        acting.in(account, MANAGE_ACCOUNT, tx -> {
            AccountSetting setting = store.own(tx).orElseGet(() -> begun(tx));
            Versions.check(version, setting.version());
            SettingDetails before = setting.details();
            setting.change(details, clock.instant());
            events.record(
                    tx,
                    Act.of("accountSetting.changed", tx.account(), "Settings").changing(before, details));
            return null;
        });
        return get(account);
    }

    /** For other features: the number of devices above which a second person has to agree, empty for never. */
    public Optional<Integer> approvalAbove(AccountTx tx) {
        return store.own(tx).map(setting -> setting.details().approvalAbove());
    }

    /** For other features: the addresses that notices go to, none if nobody named any. */
    public List<String> noticesTo(AccountTx tx) {
        return current(tx).details().noticesTo();
    }

    private Current current(AccountTx tx) {
        return store.own(tx)
                .map(setting -> new Current(setting.details(), setting.version()))
                .orElse(new Current(new SettingDetails(null, List.of()), 0));
    }

    private AccountSetting begun(AccountTx tx) {
        AccountSetting setting = new AccountSetting(tx.account(), clock.instant());
        store.insert(tx, setting);
        return setting;
    }
}
