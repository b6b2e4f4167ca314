package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import java.util.List;
import java.util.stream.Stream;

/** The page of a device that a company has given back: its own period, and nothing since. */
record FormerStory(
        AccountSlug account,
        String idScope,
        String registrationId,
        List<CustodyPeriod> periods,
        List<DeviceStory.Item> story) {
    static FormerStory of(AccountSlug account, Custodies.Told told) {
        return new FormerStory(
                account,
                told.idScope(),
                told.registrationId(),
                told.periods(),
                DeviceStory.items(told.attempts(), told.events(), Stream.empty()));
    }

    public String lease(CustodyPeriod period) {
        return account.to("leases/" + period.leaseId());
    }

    public String api() {
        return "/api/v1" + DeviceStory.page(account, idScope, registrationId) + "/custody";
    }
}
