package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubName;
import io.slipway.web.Versions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/hubs/{hub}/loans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hub loans", description = "Letting a tenant have the devices it leases on another company's hub")
public class HubLoanApi {
    private final HubLoans loans;
    private final HubLoanEndings endings;

    HubLoanApi(HubLoans loans, HubLoanEndings endings) {
        this.loans = loans;
        this.endings = endings;
    }

    @GET
    @Needs(VIEW_HUBS)
    @Operation(summary = "List to whom a hub is lent", description = "Lasting loans first, then ended ones.")
    public List<HubLoanView> list(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        return loans.ofHub(account, hub).stream().map(HubLoanView::of).toList();
    }

    @POST
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Lend a hub to a tenant",
            description = "Devices it leases may then be there. Of the hub it sees only those.")
    @APIResponseSchema(value = HubLoanView.class, responseCode = "201")
    public Response lend(
            @PathParam("account") AccountSlug account, @PathParam("hub") HubName hub, HubLoanDetails details) {
        HubLoanView loan =
                HubLoanView.of(loans.lend(account, hub, details == null ? new HubLoanDetails(null, null) : details));
        return Response.created(URI.create(account.apiTo("hubs/" + hub + "/loans/" + loan.id())))
                .header("ETag", loan.etag())
                .entity(loan)
                .build();
    }

    @GET
    @Path("{loan}")
    @Needs(VIEW_HUBS)
    @Operation(summary = "Read a hub loan")
    public HubLoanView get(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("loan") HubLoanId loan) {
        return HubLoanView.of(loans.get(account, hub, loan));
    }

    @DELETE
    @Path("{loan}")
    @Needs(MANAGE_HUBS)
    @Operation(summary = "End a hub loan", description = "Refused while devices of the tenant are on the hub.")
    public HubLoanView end(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("loan") HubLoanId loan,
            @HeaderParam("If-Match") String ifMatch) {
        return HubLoanView.of(endings.end(new HubLoanSide.Given(account, hub, loan), Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{loan}/ending")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "End a hub loan once the hub is free of the tenant's devices",
            description = "None comes any more; the loan ends by itself once the tenant has moved the last one away.")
    public HubLoanView endOnceEmpty(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("loan") HubLoanId loan) {
        return HubLoanView.of(endings.endOnceEmpty(new HubLoanSide.Given(account, hub, loan)));
    }

    @DELETE
    @Path("{loan}/ending")
    @Needs(MANAGE_HUBS)
    @Operation(summary = "Keep a hub loan that was to end", description = "Only by the company that wanted it to end.")
    public HubLoanView keep(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("loan") HubLoanId loan) {
        return HubLoanView.of(endings.keep(new HubLoanSide.Given(account, hub, loan)));
    }
}
