package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import io.slipway.account.Permission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The page of a device that a company has given back: its own period, and nothing since. */
record FormerStory(
        AccountSlug account,
        String idScope,
        String registrationId,
        List<CustodyPeriod> periods,
        List<DeviceStory.Item> story,
        Set<Permission> open) {
    static FormerStory of(AccountSlug account, Custodies.Told told, Set<Permission> open) {
        return new FormerStory(
                account,
                told.idScope(),
                told.registrationId(),
                told.periods(),
                DeviceStory.items(told.attempts(), told.events(), Stream.empty()),
                open);
    }

    public String lease(CustodyPeriod period) {
        return !open.contains(Permission.VIEW_LEASES) ? null : account.to("leases/" + period.leaseId());
    }

    public String api() {
        return "/api/v1" + DeviceStory.page(account, idScope, registrationId) + "/custody";
    }
}
