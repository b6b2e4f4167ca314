package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What a second person says to a large request. */
@Authenticated
@Path("/a/{account}/lease-approvals/{approval}")
@Produces(MediaType.TEXT_HTML)
public class LeaseApprovalPages {
    private final LeaseApprovals approvals;
    private final Shell shell;

    LeaseApprovalPages(LeaseApprovals approvals, Shell shell) {
        this.approvals = approvals;
        this.shell = shell;
    }

    @POST
    @Path("approvals")
    @Needs(MANAGE_LEASES)
    public Response approve(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        try {
            LeaseView lease = approvals.approve(account, id);
            shell.say("success", "Approved and done.");
            return Response.seeOther(URI.create(account.to("leases/" + lease.id())))
                    .build();
        } catch (Problem problem) {
            return refused(account, problem);
        }
    }

    @POST
    @Path("refusals")
    @Needs(MANAGE_LEASES)
    public Response refuse(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        try {
            approvals.refuse(account, id);
            shell.say("success", "Refused. Nothing has happened.");
            return toList(account);
        } catch (Problem problem) {
            return refused(account, problem);
        }
    }

    private Response refused(AccountSlug account, Problem problem) {
        if (problem.type().status() == 404) {
            throw problem;
        }
        shell.say("danger", problem.getMessage());
        return toList(account);
    }

    private static Response toList(AccountSlug account) {
        return Response.seeOther(URI.create(account.to("leases"))).build();
    }
}
