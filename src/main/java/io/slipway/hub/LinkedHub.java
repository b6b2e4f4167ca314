package io.slipway.hub;

import io.slipway.db.AccountId;
import io.slipway.spi.HubTarget;
import java.util.Set;

/**
 * A hub that a scope may allocate devices to.
 *
 * @param accountId the account that owns the hub
 * @param settingsJson what its connector needs, secrets included: never log or show it
 * @param health {@code unknown}, {@code healthy} or {@code unhealthy}, as last checked
 * @param ending whether the link is about to end: devices stay until they are moved, none comes
 * @param lentTo tenants that the hub is lent to
 * @param leftBy those of them whose loan is about to end: their devices stay until they are moved, none comes
 */
public record LinkedHub(
        HubId hubId,
        AccountId accountId,
        String hostName,
        String connector,
        String settingsJson,
        int weight,
        boolean applyAllocationPolicy,
        String health,
        boolean ending,
        Set<AccountId> lentTo,
        Set<AccountId> leftBy) {
    /** Whether that company may have leased devices there. */
    public boolean isOpenTo(AccountId holder) {
        return accountId.equals(holder) || lentTo.contains(holder);
    }

    /** Whether no device of that company comes any more. */
    public boolean isEndingFor(AccountId holder) {
        return ending || leftBy.contains(holder);
    }

    public boolean isHealthy() {
        return !"unhealthy".equals(health);
    }

    public LinkedHub weighing(int other) {
        return new LinkedHub(
                hubId,
                accountId,
                hostName,
                connector,
                settingsJson,
                other,
                applyAllocationPolicy,
                health,
                ending,
                lentTo,
                leftBy);
    }

    public HubTarget target() {
        return new HubTarget(hubId.value(), accountId.value(), hostName, settingsJson);
    }

    @Override
    public String toString() {
        return hostName;
    }
}
