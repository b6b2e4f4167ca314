package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Versions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/lent-hubs")
@Tag(name = "Hub loans", description = "Letting a tenant have the devices it leases on another company's hub")
public class LentHubApi {
    private final HubLoans loans;
    private final HubLoanEndings endings;

    LentHubApi(HubLoans loans, HubLoanEndings endings) {
        this.loans = loans;
        this.endings = endings;
    }

    @GET
    @Needs(VIEW_HUBS)
    @Operation(summary = "List the hubs lent to the account", description = "Lasting loans first, then ended ones.")
    public List<HubLoanView> list(@PathParam("account") AccountSlug account) {
        return loans.received(account).stream().map(HubLoanView::of).toList();
    }

    @GET
    @Path("{loan}")
    @Needs(VIEW_HUBS)
    @Operation(summary = "Read the loan of a hub")
    public HubLoanView get(@PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId loan) {
        return HubLoanView.of(loans.received(account, loan));
    }

    @DELETE
    @Path("{loan}")
    @Needs(MANAGE_HUBS)
    @Operation(summary = "Give a lent hub back", description = "Refused while devices of the account are on it.")
    public HubLoanView giveBack(
            @PathParam("account") AccountSlug account,
            @PathParam("loan") HubLoanId loan,
            @HeaderParam("If-Match") String ifMatch) {
        return HubLoanView.of(endings.end(new HubLoanSide.Received(account, loan), Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{loan}/ending")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Give a lent hub back once no device of the account is on it",
            description = "None comes any more; the loan ends by itself once the last one is gone.")
    public HubLoanView endOnceEmpty(@PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId loan) {
        return HubLoanView.of(endings.endOnceEmpty(new HubLoanSide.Received(account, loan)));
    }

    @DELETE
    @Path("{loan}/ending")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Keep a lent hub that was to be given back",
            description = "Only by the company that wanted the loan to end.")
    public HubLoanView keep(@PathParam("account") AccountSlug account, @PathParam("loan") HubLoanId loan) {
        return HubLoanView.of(endings.keep(new HubLoanSide.Received(account, loan)));
    }
}
