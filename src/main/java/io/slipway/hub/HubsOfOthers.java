package io.slipway.hub;

import io.slipway.db.AccountTx;
import java.time.Instant;
import java.util.List;

/** What the pages of hubs show of other companies' hubs; the feature that shares hubs brings the bean. */
public interface HubsOfOthers {
    /** Offers that the acting account may answer now. */
    List<Offered> offered(AccountTx tx);

    /** How many hubs are lent to the acting account. */
    int lentCount(AccountTx tx);

    /** Hubs lent to the acting account. */
    List<Lent> lent(AccountTx tx);

    /** A hub on offer; the path is below the account's address. */
    record Offered(String path, String hub, String company, String health, Integer capacity, Instant expiresAt) {}

    /** A lent hub; devices are the acting account's there. */
    record Lent(
            String path,
            String hub,
            String hostName,
            String company,
            String health,
            Integer capacity,
            long devices,
            Instant since) {}
}
