package io.slipway.fleet;

import io.slipway.db.AccountTx;
import io.slipway.job.Counted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How many devices companies have; triggers note each difference, so no device is counted here. */
@ApplicationScoped
class DeviceCountStore implements Counted {
    /** How many devices an account sees, and how many of those in its hands or its scopes are assigned to a hub. */
    public record Total(long devices, long assigned) {}

    @Override
    public Differences differences() {
        return new Differences(
                "device_count", "account_id", List.of("scope_id", "holder_id", "status"), List.of("supplier_id"));
    }

    Total total(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        select coalesce(sum(devices), 0) as devices
                             , coalesce(sum(devices) filter (
                                 where status = 'assigned' and :account in (account_id, holder_id)), 0) as assigned
                          from device_count
                         where :account in (account_id, holder_id, supplier_id)
                        """)
                .bind("account", tx.account())
                .mapTo(Total.class)
                .one();
    }
}
