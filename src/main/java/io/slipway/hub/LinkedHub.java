package io.slipway.hub;

import io.slipway.db.AccountId;
import io.slipway.spi.HubTarget;

/**
 * A hub that a scope may allocate devices to.
 *
 * @param accountId the account that owns the hub
 * @param settingsJson what its connector needs, secrets included: never log or show it
 * @param health {@code unknown}, {@code healthy} or {@code unhealthy}, as last checked
 */
public record LinkedHub(
        HubId hubId,
        AccountId accountId,
        String hostName,
        String connector,
        String settingsJson,
        int weight,
        boolean applyAllocationPolicy,
        String health) {
    public HubTarget target() {
        return new HubTarget(hubId.value(), accountId.value(), hostName, settingsJson);
    }

    @Override
    public String toString() {
        return hostName;
    }
}
