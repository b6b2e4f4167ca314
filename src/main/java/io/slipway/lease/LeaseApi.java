package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.VIEW_LEASES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/leases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leases", description = "Devices that one company lets another one hold for a term")
public class LeaseApi {
    /** One page of leases. */
    public record LeasePage(
            List<LeaseView> leases,
            @Schema(description = "Send as after for the next page; null on the last") String next) {}

    /** One page of the devices of a lease. */
    public record DevicePage(
            List<LeaseDevice> devices,
            @Schema(description = "Send as after for the next page; null on the last") String next) {}

    private final Leases leases;
    private final Proposals proposals;

    LeaseApi(Leases leases, Proposals proposals) {
        this.leases = leases;
        this.proposals = proposals;
    }

    @GET
    @Needs(VIEW_LEASES)
    @Operation(summary = "List leases, the newest first")
    public LeasePage list(
            @PathParam("account") AccountSlug account,
            @Parameter(description = "given, received, or below for subleases of what the account operates")
                    @QueryParam("side")
                    String side,
            @QueryParam("state") String state,
            @QueryParam("after") String after,
            @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("50") int limit) {
        Keyset<LeaseFacts> page = leases.page(account, new LeaseFilter(side, state, after, limit));
        return new LeasePage(
                page.rows().stream().map(facts -> LeaseView.of(facts, null)).toList(), page.next());
    }

    @POST
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Propose a lease",
            description =
                    "201 with the offer; 202 if a second person of the account has to approve it first. Devices that"
                            + " cannot be leased are named by reason and refuse the proposal, unless skipUnavailable."
                            + " Devices of a scope of the account's own are leased, and all that follows done to such a"
                            + " lease as its lessor, in the role operator only.")
    @APIResponseSchema(value = LeaseView.class, responseCode = "201")
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = LeaseApproval.class)))
    public Response propose(@PathParam("account") AccountSlug account, Proposal proposal) {
        Outcome outcome = proposals.propose(account, proposal);
        if (!outcome.isDone()) {
            return Response.accepted(outcome.approval()).build();
        }
        return Response.created(
                        URI.create(account.apiTo("leases/" + outcome.lease().id())))
                .header("ETag", outcome.lease().etag())
                .entity(outcome.lease())
                .build();
    }

    @POST
    @Path("previews")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Count which devices could be leased",
            description = "Takes what a proposal takes, and changes nothing.")
    public Availability preview(@PathParam("account") AccountSlug account, Proposal proposal) {
        return proposals.preview(account, proposal);
    }

    @GET
    @Path("{lease}")
    @Needs(VIEW_LEASES)
    @Operation(summary = "Read a lease", description = "Both companies read the same.")
    @APIResponseSchema(LeaseView.class)
    public Response get(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        LeaseView lease = leases.get(account, id);
        return Response.ok(lease).header("ETag", lease.etag()).build();
    }

    @GET
    @Path("{lease}/devices")
    @Needs(VIEW_LEASES)
    @Operation(summary = "List the devices of a lease", description = "With the time their lessee held them.")
    public DevicePage devices(
            @PathParam("account") AccountSlug account,
            @PathParam("lease") LeaseId id,
            @QueryParam("state") String state,
            @QueryParam("after") String after,
            @Parameter(description = "1 to 1000") @QueryParam("limit") @DefaultValue("100") int limit) {
        Keyset<LeaseDevice> page = leases.devices(account, id, state, after, limit);
        return new DevicePage(page.rows(), page.next());
    }

    @POST
    @Path("{lease}/devices")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Offer more devices in a running lease",
            description = "The lessee accepts or declines them. 202 if a second person of the account has to approve it"
                    + " first: if the lease would have more devices than one person may decide about.")
    @APIResponseSchema(LeaseView.class)
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = LeaseApproval.class)))
    public Response add(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, Addition addition) {
        return AnswerApi.answer(proposals.add(account, id, addition));
    }

    @POST
    @Path("{lease}/withdrawals")
    @Needs(MANAGE_LEASES)
    @Operation(summary = "Withdraw an offer that is not answered yet", description = "For the lessor.")
    public LeaseView withdraw(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return proposals.withdraw(account, id);
    }
}
