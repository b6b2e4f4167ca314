package io.slipway.lease;

import io.slipway.account.AccountSlug;
import io.slipway.web.Choice;
import java.util.List;

/**
 * What the form of a new lease is drawn from.
 *
 * @param matching what the list of devices was narrowed to, in words
 * @param upper the lease whose devices are leased on, null for those of a scope of one's own
 */
record NewLease(AccountSlug account, List<Choice> scopes, List<Choice> hubs, List<String> matching, LeaseFacts upper) {
    public boolean isSublease() {
        return upper != null;
    }

    public boolean grants(String right) {
        return upper == null || upper.allows(right);
    }

    /** Where somebody who goes back arrives. */
    public String back() {
        return account.to(upper == null ? "leases" : "leases/" + upper.id());
    }
}
