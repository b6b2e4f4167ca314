package io.slipway.hub;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;

/** Whose data the twins in a hub are. */
@ApplicationScoped
class HubTwinStore {
    /**
     * Whether a twin is the data of the hub's own company: of a device that it holds, or on a hub that no other company ever
     * had devices on. Most devices of others it does not even see, so an identity that it does not know may be theirs.
     */
    boolean readable(AccountTx tx, HubId hub, String deviceId) {
        // language=SQL
        return tx.query(
                        """
                        select not exists (select from hub_link where hub_id = :hub and account_id <> :account)
                                 and not exists (select from hub_loan where hub_id = :hub)
                            or exists (select
                                         from device
                                        where hub_id = :hub
                                          and device_id = :deviceId
                                          and holder_id = :account)
                        """)
                .bind("hub", hub)
                .bind("deviceId", deviceId)
                .bind("account", tx.account())
                .mapTo(Boolean.class)
                .one();
    }
}
