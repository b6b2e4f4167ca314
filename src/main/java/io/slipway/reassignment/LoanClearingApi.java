package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.sharing.HubLoanId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/lent-hubs/{loan}/clearings")
@Tag(name = "Hub loans", description = "Letting a tenant have the devices it leases on another company's hub")
public class LoanClearingApi {
    private final LoanClearings clearings;

    LoanClearingApi(LoanClearings clearings) {
        this.clearings = clearings;
    }

    @GET
    @Needs(REASSIGN)
    @Operation(summary = "Count what giving a lent hub back with its devices moved would do")
    public Clearing preview(
            @PathParam("account") AccountSlug account,
            @PathParam("loan") HubLoanId loan,
            @QueryParam("targetHub") String targetHub) {
        return clearings.preview(account, loan, targetHub).clearing();
    }

    @POST
    @Needs(REASSIGN)
    @Operation(
            summary = "Give a lent hub back with the devices moved to another hub",
            description =
                    "No device comes to the hub any more, those that the caller holds there are reassigned, and the"
                            + " loan ends once none is left: all in one, or nothing. The answer is one reassignment for each"
                            + " scope.")
    public List<ReassignmentView> start(
            @PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId loan, ClearingDetails details) {
        ClearingDetails asked = details == null ? new ClearingDetails(null, null, null) : details;
        return clearings.start(account, loan, asked).stream()
                .map(ReassignmentView::of)
                .toList();
    }
}
