package io.slipway.fleet;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Finds by its exact name what is not a device; row security keeps it to what the account may see. */
@ApplicationScoped
class SearchStore {
    /** @param own whether it is the acting account's */
    public record FoundHub(String name, String hostName, boolean own) {}

    Optional<FoundHub> hub(AccountTx tx, String text) {
        // language=SQL
        return tx.query(
                        """
                        select name
                             , host_name
                             , account_id = :account as own
                          from hub_face
                         where lower(name) = :text or host_name = :text
                         order by own desc
                         limit 1
                        """)
                .bind("account", tx.account())
                .bind("text", text)
                .mapTo(FoundHub.class)
                .findOne();
    }

    boolean isLease(AccountTx tx, UUID lease) {
        return tx.query("select exists (select from lease where lease_id = :lease)")
                .bind("lease", lease)
                .mapTo(Boolean.class)
                .one();
    }
}
