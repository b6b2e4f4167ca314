package io.slipway.sharing;

import io.slipway.account.AccountSlug;
import io.slipway.hub.HubName;

/** A hub loan as one of its two companies comes to it: below its hub, or among the hubs lent to it. */
public sealed interface HubLoanSide {
    AccountSlug account();

    HubLoanId loan();

    /** From the hub's company. */
    record Given(AccountSlug account, HubName hub, HubLoanId loan) implements HubLoanSide {}

    /** From the company that it is lent to. */
    record Received(AccountSlug account, HubLoanId loan) implements HubLoanSide {}
}
