package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A hub lent to a tenant, for its people. */
@Authenticated
@Path("/a/{account}/lent-hubs/{loan}")
@Produces(MediaType.TEXT_HTML)
public class LentHubPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance loan(AccountSlug account, HubLoanFacts loan, String denied, Form form);
    }

    private final HubLoans loans;
    private final HubLoanEndings endings;
    private final SharingRights rights;
    private final Shell shell;

    LentHubPages(HubLoans loans, HubLoanEndings endings, SharingRights rights, Shell shell) {
        this.loans = loans;
        this.endings = endings;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_HUBS)
    public TemplateInstance get(@PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId loan) {
        return page(account, loan, Form.empty());
    }

    @POST
    @Path("return")
    @Needs(MANAGE_HUBS)
    public Response giveBack(@PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId id) {
        try {
            HubLoanFacts loan = endings.end(new HubLoanSide.Received(account, id), null);
            shell.say("success", "The hub is given back to " + loan.company() + ".");
            return FormReply.to(account.to("hubs"));
        } catch (Problem problem) {
            return refused(account, id, problem);
        }
    }

    @POST
    @Path("ending")
    @Needs(MANAGE_HUBS)
    public Response endOnceEmpty(@PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId id) {
        return done(
                account,
                id,
                "No new device of yours comes to this hub. It is given back once the last one is gone.",
                () -> endings.endOnceEmpty(new HubLoanSide.Received(account, id)));
    }

    @POST
    @Path("keeping")
    @Needs(MANAGE_HUBS)
    public Response keep(@PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId id) {
        return done(
                account,
                id,
                "You keep the hub. Your devices may come to it again.",
                () -> endings.keep(new HubLoanSide.Received(account, id)));
    }

    private Response done(AccountSlug account, HubLoanId id, String said, Runnable act) {
        try {
            act.run();
            shell.say("success", said);
            return FormReply.to(account.to("lent-hubs/" + id));
        } catch (Problem problem) {
            return refused(account, id, problem);
        }
    }

    private Response refused(AccountSlug account, HubLoanId id, Problem problem) {
        return FormReply.refusedIfPermitted(
                problem, () -> page(account, id, Form.empty().refusedWith(problem)));
    }

    private TemplateInstance page(AccountSlug account, HubLoanId id, Form form) {
        return Templates.loan(account, loans.received(account, id), rights.deniedToShare(account), form);
    }
}
