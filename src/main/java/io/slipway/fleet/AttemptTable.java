package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import io.slipway.db.Keyset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of attempts under one filter, with what failed lately by reason. */
record AttemptTable(AccountSlug account, AttemptFilter filter, Keyset<Attempt> page, List<Failures> failures) {
    public List<Attempt> rows() {
        return page.rows();
    }

    public String address() {
        return account.to("attempts");
    }

    public String addressOf(Attempt attempt) {
        return attempt.idScope() == null
                ? null
                : DeviceStory.page(account, attempt.idScope(), attempt.registrationId());
    }

    public String addressOf(Failures failure) {
        return Addresses.with(address(), Map.of("reason", failure.reason()));
    }

    public boolean isReason(Failures failure) {
        return failure.reason().equals(filter.reason());
    }

    public String first() {
        return filter.after() == null ? null : Addresses.with(address(), parameters());
    }

    public String next() {
        Map<String, String> parameters = parameters();
        parameters.put("after", page.next());
        return page.next() == null ? null : Addresses.with(address(), parameters);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", filter.search().isEmpty() ? null : filter.search());
        parameters.put("scope", filter.scope());
        parameters.put("outcome", filter.outcome());
        parameters.put("reason", filter.reason());
        return parameters;
    }
}
