package io.slipway.lease;

import io.slipway.web.Form;
import io.slipway.web.SentForm;
import org.jboss.resteasy.reactive.RestForm;

/** What the small forms on the page of a lease ask for. */
public class LeaseForm {
    @RestForm
    String devices;

    @RestForm
    String defaultHub;

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

    /** As typed, but for the name that confirms. */
    SentForm sent(String action) {
        return new SentForm(
                action,
                Form.empty()
                        .with("devices", devices)
                        .with("defaultHub", defaultHub)
                        .with("hub", hub)
                        .with("note", note)
                        .with("reason", reason)
                        .with("endsAt", endsAt)
                        .with("open", open));
    }
}
