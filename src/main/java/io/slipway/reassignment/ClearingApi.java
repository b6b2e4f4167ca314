package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.hub.HubLinkEndingApi.HubSide;
import io.slipway.hub.HubLinkEndingApi.ScopeSide;
import io.slipway.hub.HubLinkSide;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hub links", description = "Which hubs a scope may allocate devices to")
public class ClearingApi {
    private static final String OF_SCOPE = "scopes/{idScope}/hubs/{link}/clearings";
    private static final String OF_HUB = "hubs/{hub}/links/{link}/clearings";
    private static final String WHAT = "Stops allocation to the hub, reassigns the devices that the caller holds there,"
            + " and ends the link once the hub is empty: all in one, or nothing. The answer is the reassignment."
            + " Devices in other hands stay until their holders move them.";

    private final Clearings clearings;

    ClearingApi(Clearings clearings) {
        this.clearings = clearings;
    }

    @GET
    @Path(OF_SCOPE)
    @Needs(REASSIGN)
    @Operation(summary = "Count what ending a hub link with its devices moved would do")
    public Clearing preview(@BeanParam ScopeSide link, @QueryParam("targetHub") String targetHub) {
        return clearings.preview(link.side(), targetHub).clearing();
    }

    @POST
    @Path(OF_SCOPE)
    @Needs(REASSIGN)
    @Operation(summary = "End a hub link with its devices moved to another hub", description = WHAT)
    @APIResponseSchema(value = ReassignmentView.class, responseCode = "201")
    public Response start(@BeanParam ScopeSide link, ClearingDetails details) {
        return started(link.side(), details);
    }

    @GET
    @Path(OF_HUB)
    @Needs(REASSIGN)
    @Operation(summary = "Count what ending a scope's link to a hub with its devices moved would do")
    public Clearing preview(@BeanParam HubSide link, @QueryParam("targetHub") String targetHub) {
        return clearings.preview(link.side(), targetHub).clearing();
    }

    @POST
    @Path(OF_HUB)
    @Needs(REASSIGN)
    @Operation(summary = "End a scope's link to a hub with its devices moved to another one", description = WHAT)
    @APIResponseSchema(value = ReassignmentView.class, responseCode = "201")
    public Response start(@BeanParam HubSide link, ClearingDetails details) {
        return started(link.side(), details);
    }

    private Response started(HubLinkSide side, ClearingDetails details) {
        ReassignmentView view = ReassignmentView.of(
                clearings.start(side, details == null ? new ClearingDetails(null, null, null) : details));
        return Response.created(URI.create(side.account().apiTo("reassignments/" + view.id())))
                .header("ETag", view.etag())
                .entity(view)
                .build();
    }
}
