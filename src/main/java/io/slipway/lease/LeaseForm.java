package io.slipway.lease;

import org.jboss.resteasy.reactive.RestForm;

/** What the small forms on the page of a lease ask for. */
public class LeaseForm {
    @RestForm
    String list;

    @RestForm
    String hub;

    @RestForm
    String note;

    @RestForm
    String reason;

    @RestForm
    String endsAt;

    @RestForm
    String open;

    @RestForm
    String confirmation;

    EndingApi.Renewal toRenewal() {
        return new EndingApi.Renewal(NewLeaseForm.day("endsAt", endsAt), "true".equals(open));
    }
}
