package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.TERMINATE_LEASES;
import static io.slipway.account.Permission.VIEW_LEASES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
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

/** What a second person says to a large request. */
@Authenticated
@Path("/a/{account}/lease-approvals/{approval}")
@Produces(MediaType.TEXT_HTML)
public class LeaseApprovalPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance approval(ApprovalPage page, Form form);
    }

    private final LeaseApprovals approvals;
    private final Acting acting;
    private final Shell shell;

    LeaseApprovalPages(LeaseApprovals approvals, Acting acting, Shell shell) {
        this.approvals = approvals;
        this.acting = acting;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_LEASES)
    public TemplateInstance approval(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        return page(account, id, Form.empty());
    }

    private TemplateInstance page(AccountSlug account, ApprovalId id, Form form) {
        ApprovalDetails asked = approvals.details(account, id);
        boolean mayDecide = asked.approval().isPending() && acting.may(account, MANAGE_LEASES);
        boolean own = !approvals.isAnothers(account, asked.approval());
        String obstacle = own
                ? "You asked for this yourself: another person of your company has to approve it."
                : obstacle(account, asked.approval());
        return Templates.approval(new ApprovalPage(account, asked, mayDecide, own, obstacle), form);
    }

    private String obstacle(AccountSlug account, LeaseApproval approval) {
        return approval.kind().equals("termination")
                ? acting.denied(account, TERMINATE_LEASES).orElse(null)
                : null;
    }

    @POST
    @Path("approvals")
    @Needs(MANAGE_LEASES)
    public Response approve(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        try {
            LeaseView lease = approvals.approve(account, id);
            shell.say("success", "Approved and done.");
            return FormReply.to(account.to("leases/" + lease.id()));
        } catch (Problem problem) {
            return refused(account, id, problem);
        }
    }

    @POST
    @Path("refusals")
    @Needs(MANAGE_LEASES)
    public Response refuse(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        try {
            LeaseApproval refused = approvals.refuse(account, id);
            String word = approvals.isAnothers(account, refused) ? "Refused" : "Taken back";
            shell.say("success", word + ". Nothing has happened.");
            return FormReply.to(account.to("leases"));
        } catch (Problem problem) {
            return refused(account, id, problem);
        }
    }

    private Response refused(AccountSlug account, ApprovalId id, Problem problem) {
        return FormReply.refusedIfPermitted(
                problem, () -> page(account, id, Form.empty().refusedWith(problem)));
    }
}
