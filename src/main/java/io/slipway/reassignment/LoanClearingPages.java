package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.sharing.HubLoanId;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Giving a lent hub back with its devices moved elsewhere first. */
@Authenticated
@Path("/a/{account}/lent-hubs/{loan}/clearing")
@Produces(MediaType.TEXT_HTML)
public class LoanClearingPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance clearing(
                AccountSlug account, String loan, LoanClearings.Leaving leaving, List<Choice> targets, Form form);
    }

    private final LoanClearings clearings;
    private final Shell shell;

    LoanClearingPages(LoanClearings clearings, Shell shell) {
        this.clearings = clearings;
        this.shell = shell;
    }

    @GET
    @Needs(REASSIGN)
    public TemplateInstance preview(
            @PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId loan, @Context UriInfo address) {
        return page(account, loan, Form.of(address.getQueryParameters()));
    }

    @POST
    @Needs(REASSIGN)
    public Response start(
            @PathParam("account") AccountSlug account,
            @PathParam("loan") HubLoanId loan,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            clearings.start(
                    account,
                    loan,
                    new ClearingDetails(form.value("targetHub"), form.value("twins"), form.value("reason")));
            shell.say("success", "The devices are on their way. The hub is given back once none is left on it.");
            return FormReply.to(account.to("reassignments"));
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> page(account, loan, ClearingPages.refused(form, problem)));
        }
    }

    private TemplateInstance page(AccountSlug account, HubLoanId loan, Form form) {
        LoanClearings.Leaving leaving = clearings.preview(account, loan, form.value("targetHub"));
        return Templates.clearing(
                account,
                account.to("lent-hubs/" + loan),
                leaving,
                leaving.targets().stream().map(PlanPages::choice).toList(),
                form.value("twins").isEmpty() ? form.with("twins", "migrate") : form);
    }
}
