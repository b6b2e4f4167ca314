package io.slipway.lease;

import io.slipway.account.AccountSlug;
import java.util.List;

/**
 * What a second person is shown of a request.
 *
 * @param mayDecide whether it waits, and the reader may refuse it or take it back
 * @param own whether the reader asked for it
 * @param obstacle why the reader may not approve what it may decide about, null if it may
 */
record ApprovalPage(AccountSlug account, ApprovalDetails asked, boolean mayDecide, boolean own, String obstacle) {
    public LeaseApproval approval() {
        return asked.approval();
    }

    /** What the lessee of a proposed lease may do, in plain words. */
    public List<String> granted() {
        return asked.terms() == null ? List.of() : Rights.words(asked.terms().rights());
    }

    public String to(String action) {
        return account.to("lease-approvals/" + approval().id() + "/" + action);
    }
}
