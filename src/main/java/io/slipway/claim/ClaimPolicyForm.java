package io.slipway.claim;

import io.slipway.web.Form;
import io.slipway.web.Problem;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/** A claim policy as its form brings it. */
public class ClaimPolicyForm {
    @RestForm
    String idScope;

    @RestForm
    String name;

    @RestForm
    List<String> rights;

    @RestForm
    String termDays;

    @RestForm
    String noticeDays;

    @RestForm
    String mostDevices;

    @RestForm
    String automatic;

    @RestForm
    String endAction;

    @RestForm
    String returnHub;

    @RestForm
    String version;

    ClaimPolicyDetails toDetails() {
        return new ClaimPolicyDetails(
                idScope,
                name,
                rights,
                number("termDays", termDays),
                number("noticeDays", noticeDays),
                number("mostDevices", mostDevices),
                "true".equals(automatic),
                endAction,
                returnHub);
    }

    Integer version() {
        return number("version", version);
    }

    static Form of(ClaimPolicy policy) {
        return Form.empty()
                .with("idScope", policy.idScope())
                .with("name", policy.name())
                .with("rights", policy.rights())
                .with("termDays", policy.termDays())
                .with("noticeDays", policy.noticeDays())
                .with("mostDevices", policy.mostDevices())
                .with("automatic", policy.automatic())
                .with("endAction", policy.endAction())
                .with("returnHub", policy.returnHub())
                .with("version", policy.version());
    }

    Form toForm() {
        return Form.empty()
                .with("idScope", idScope)
                .with("name", name)
                .with("rights", rights)
                .with("termDays", termDays)
                .with("noticeDays", noticeDays)
                .with("mostDevices", mostDevices)
                .with("automatic", automatic)
                .with("endAction", endAction)
                .with("returnHub", returnHub)
                .with("version", version);
    }

    private static Integer number(String field, String text) {
        try {
            return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw Problem.invalid(field, "Give a number.");
        }
    }
}
