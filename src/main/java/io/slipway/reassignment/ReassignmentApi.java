package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;
import static io.slipway.account.Permission.VIEW_REASSIGNMENTS;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.scope.IdScope;
import io.slipway.web.Problem;
import io.slipway.web.Versions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/reassignments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reassignments", description = "Moving devices to another hub, with a plan first and progress by device")
public class ReassignmentApi {
    /** One line of the list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReassignmentLine(
            UUID id, String idScope, String purpose, String targetHub, String state, int devices, Instant createdAt) {
        static ReassignmentLine of(Reassignment row) {
            return new ReassignmentLine(
                    row.reassignmentId(),
                    row.idScope(),
                    row.purpose(),
                    row.targetHostName(),
                    row.state(),
                    row.devices(),
                    row.createdAt());
        }
    }

    /** One page of reassignments, newest first. */
    public record ReassignmentPage(List<ReassignmentLine> reassignments, String next) {}

    /** One page of devices, in the order of their registration IDs. */
    public record DevicePage(List<PlannedDevice> devices, String next) {}

    private static final int MOST = 1_000;
    private final Reassignments reassignments;
    private final Plans plans;
    private final Discards discards;

    ReassignmentApi(Reassignments reassignments, Plans plans, Discards discards) {
        this.reassignments = reassignments;
        this.plans = plans;
        this.discards = discards;
    }

    @GET
    @Needs(VIEW_REASSIGNMENTS)
    @Operation(
            summary = "List reassignments",
            description = "Newest first: the account's own, and others in its scopes.")
    public ReassignmentPage list(
            @PathParam("account") AccountSlug account,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        Keyset<Reassignment> page = reassignments.page(account, time(after), limited(limit));
        return new ReassignmentPage(
                page.rows().stream().map(ReassignmentLine::of).toList(), page.next());
    }

    @POST
    @Needs(REASSIGN)
    @Operation(
            summary = "Plan a reassignment",
            description =
                    "Nothing moves before the plan is started; its counts say what would. One that nobody starts is"
                            + " discarded after a week.")
    @APIResponseSchema(value = ReassignmentView.class, responseCode = "201")
    public Response plan(@PathParam("account") AccountSlug account, ReassignmentDetails details) {
        ReassignmentView view = ReassignmentView.of(plans.plan(account, details));
        return Response.created(URI.create("/api/v1/a/" + account + "/reassignments/" + view.id()))
                .header("ETag", view.etag())
                .entity(view)
                .build();
    }

    @GET
    @Path("targets/{idScope}")
    @Needs(REASSIGN)
    @Operation(summary = "List the hubs that devices of a scope can be moved to")
    public List<Target> targets(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return plans.targets(account, idScope);
    }

    @GET
    @Path("{reassignment}")
    @Needs(VIEW_REASSIGNMENTS)
    @Operation(summary = "Read a reassignment and its progress")
    @APIResponseSchema(ReassignmentView.class)
    public Response get(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return answered(reassignments.get(account, id));
    }

    @DELETE
    @Path("{reassignment}")
    @Needs(REASSIGN)
    @Operation(summary = "Discard a plan", description = "Until it is started. Nothing is kept of it but its events.")
    public void discard(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        discards.discard(account, id, Versions.fromIfMatch(ifMatch));
    }

    @GET
    @Path("{reassignment}/devices")
    @Needs(VIEW_REASSIGNMENTS)
    @Operation(summary = "List its devices with their steps")
    public DevicePage devices(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @QueryParam("state") String state,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        Keyset<PlannedDevice> page = reassignments.devices(account, id, state, after, limited(limit));
        return new DevicePage(page.rows(), page.next());
    }

    @GET
    @Path("{reassignment}/report")
    @Needs(VIEW_REASSIGNMENTS)
    @Produces("text/csv")
    @Operation(summary = "Download what became of each device", description = "CSV (RFC 4180) in UTF-8.")
    @APIResponseSchema(String.class)
    public Response report(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return ReassignmentReport.of(reassignments, account, id);
    }

    @POST
    @Path("{reassignment}/starts")
    @Needs(REASSIGN)
    @Operation(summary = "Start a plan", description = "Now, or at the time it names.")
    @APIResponseSchema(ReassignmentView.class)
    public Response start(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        return answered(reassignments.start(account, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{reassignment}/approvals")
    @Needs(REASSIGN)
    @Operation(summary = "Approve a plan as the second person")
    @APIResponseSchema(ReassignmentView.class)
    public Response approve(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        return answered(reassignments.approve(account, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{reassignment}/pauses")
    @Needs(REASSIGN)
    @Operation(summary = "Pause", description = "Devices on their way finish their step; no other begins.")
    @APIResponseSchema(ReassignmentView.class)
    public Response pause(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        return answered(reassignments.pause(account, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{reassignment}/resumptions")
    @Needs(REASSIGN)
    @Operation(summary = "Resume")
    @APIResponseSchema(ReassignmentView.class)
    public Response resume(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        return answered(reassignments.resume(account, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{reassignment}/cancellations")
    @Needs(REASSIGN)
    @Operation(
            summary = "Cancel",
            description = "What was switched stays where it went. A plan is not cancelled but discarded.")
    @APIResponseSchema(ReassignmentView.class)
    public Response cancel(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        return answered(reassignments.cancel(account, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{reassignment}/retries")
    @Needs(REASSIGN)
    @Operation(summary = "Try failed devices again")
    @APIResponseSchema(ReassignmentView.class)
    public Response retry(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        return answered(reassignments.retry(account, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{reassignment}/rollbacks")
    @Needs(REASSIGN)
    @Operation(summary = "Roll back", description = "Cancels the rest, then takes back what was switched.")
    @APIResponseSchema(ReassignmentView.class)
    public Response rollBack(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @HeaderParam("If-Match") String ifMatch) {
        return answered(reassignments.rollBack(account, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{reassignment}/undos")
    @Needs(REASSIGN)
    @Operation(
            summary = "Plan the way back",
            description = "Up to 24 hours after the end. The answer is a plan of its own, to be looked at and started.")
    @APIResponseSchema(value = ReassignmentView.class, responseCode = "201")
    public Response undo(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        ReassignmentView view = ReassignmentView.of(reassignments.undo(account, id));
        return Response.created(URI.create("/api/v1/a/" + account + "/reassignments/" + view.id()))
                .header("ETag", view.etag())
                .entity(view)
                .build();
    }

    private static Response answered(Overview overview) {
        ReassignmentView view = ReassignmentView.of(overview);
        return Response.ok(view).header("ETag", view.etag()).build();
    }

    static int limited(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to 1,000 at a time.");
        }
        return limit;
    }

    static Instant time(String after) {
        try {
            return after == null || after.isBlank() ? null : Instant.parse(after);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("after", "Take the value of \"next\" from the page before.");
        }
    }
}
