package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.VIEW_LEASES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/lease-approvals")
@Tag(name = "Lease approvals", description = "Large requests that wait for a second person of the account")
public class LeaseApprovalApi {
    private final LeaseApprovals approvals;

    LeaseApprovalApi(LeaseApprovals approvals) {
        this.approvals = approvals;
    }

    @GET
    @Needs(VIEW_LEASES)
    @Operation(summary = "List what waits for approval, and what was decided")
    public List<LeaseApproval> list(@PathParam("account") AccountSlug account) {
        return approvals.newest(account);
    }

    @GET
    @Path("{approval}")
    @Needs(VIEW_LEASES)
    @Operation(summary = "Read what is asked for", description = "With its terms, and some of the devices as examples.")
    public ApprovalDetails get(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        return approvals.details(account, id);
    }

    @POST
    @Path("{approval}/approvals")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Approve it",
            description =
                    "For a person other than the one who asked; it is done at once, or refused if it would concern"
                            + " other devices than when it was asked. A termination is approved by an account admin.")
    public LeaseView approve(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        return approvals.approve(account, id);
    }

    @POST
    @Path("{approval}/refusals")
    @Needs(MANAGE_LEASES)
    @Operation(summary = "Refuse it, or take it back")
    public LeaseApproval refuse(@PathParam("account") AccountSlug account, @PathParam("approval") ApprovalId id) {
        return approvals.refuse(account, id);
    }
}
