package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.TERMINATE_LEASES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Validation;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/leases/{lease}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leases")
public class EndingApi {
    /** A later end, or none; one of them has to be said. */
    public record Renewal(
            @Schema(description = "The new end; absent only with open") Instant endsAt,
            @Schema(description = "true for no end any more, which cannot be taken back") Boolean open) {
        Instant checked() {
            new Validation()
                    .require(
                            (endsAt != null) != Boolean.TRUE.equals(open),
                            "endsAt",
                            "Give the new end, or say that there is none any more.")
                    .throwIfAny();
            return endsAt;
        }
    }

    private final Endings endings;
    private final Terminations terminations;

    EndingApi(Endings endings, Terminations terminations) {
        this.endings = endings;
        this.terminations = terminations;
    }

    @POST
    @Path("renewals")
    @Needs(MANAGE_LEASES)
    @Operation(summary = "Put off the end of the term", description = "For the lessor. It takes back a recall, too.")
    public LeaseView renew(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, Renewal renewal) {
        return endings.renew(account, id, renewal.checked());
    }

    @POST
    @Path("returns")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Return all or some devices early",
            description = "For the lessee. 202 if a second person of the account has to approve it first.")
    @APIResponseSchema(LeaseView.class)
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = LeaseApproval.class)))
    public Response giveBack(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, Returning returning) {
        return AnswerApi.answer(endings.giveBack(account, id, returning));
    }

    @POST
    @Path("recalls")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Recall all or some devices",
            description =
                    "For the lessor. They come back when the notice that was agreed is over, or at the end of the"
                            + " term if that is earlier; those named that are only on offer, at once. 202 if a second person of the account has to approve it first.")
    @APIResponseSchema(LeaseView.class)
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = LeaseApproval.class)))
    public Response recall(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, Returning returning) {
        return AnswerApi.answer(endings.recall(account, id, returning));
    }

    @DELETE
    @Path("recalls")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Take the recall of all devices back",
            description = "For the lessor: of the lease or, if only single devices of it are recalled, of all those.")
    public LeaseView takeBackRecall(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return endings.takeBackRecall(account, id, Returning.ofAll());
    }

    @POST
    @Path("recall-withdrawals")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Take the recall of single devices back",
            description = "For the lessor, until their notice is over; without a list, of all devices.")
    public LeaseView takeBackRecall(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, Returning returning) {
        return endings.takeBackRecall(account, id, returning);
    }

    @POST
    @Path("collections")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Collect devices that their lessee keeps until then",
            description =
                    "For the lessor; the hub is where they go. 202 if a second person of the account has to approve it"
                            + " first.")
    @APIResponseSchema(LeaseView.class)
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = LeaseApproval.class)))
    public Response collect(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, AnswerApi.HubChoice hub) {
        return AnswerApi.answer(endings.collect(account, id, hub));
    }

    @POST
    @Path("terminations")
    @Needs(TERMINATE_LEASES)
    @Operation(
            summary = "Announce that devices are taken back without the notice agreed",
            description =
                    "For account admins of the lessor, when a tenant has vanished. Announced to both companies 24 hours"
                            + " before; 202 if a second account admin has to approve it first.")
    @APIResponseSchema(LeaseView.class)
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = LeaseApproval.class)))
    public Response terminate(
            @PathParam("account") AccountSlug account,
            @PathParam("lease") LeaseId id,
            Terminations.Termination termination) {
        return AnswerApi.answer(terminations.announce(account, id, termination));
    }

    @DELETE
    @Path("terminations")
    @Needs(TERMINATE_LEASES)
    @Operation(summary = "Take an announced termination back", description = "Until it takes effect.")
    public LeaseView takeBackTermination(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return terminations.takeBack(account, id);
    }
}
