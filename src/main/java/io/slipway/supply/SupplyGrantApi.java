package io.slipway.supply;

import static io.slipway.account.Permission.MANAGE_GRANTS;
import static io.slipway.account.Permission.VIEW_GRANTS;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.scope.IdScope;
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
@Path("/api/v1/a/{account}/scopes/{idScope}/supply-grants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Supply grants", description = "Which manufacturers may bring identities into a scope")
public class SupplyGrantApi {
    private final SupplyGrants grants;

    SupplyGrantApi(SupplyGrants grants) {
        this.grants = grants;
    }

    @GET
    @Needs(VIEW_GRANTS)
    @Operation(summary = "List a scope's supply grants", description = "In force first, then withdrawn ones.")
    public List<SupplyView> list(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return grants.given(account, idScope).stream().map(SupplyView::of).toList();
    }

    @POST
    @Needs(MANAGE_GRANTS)
    @Operation(
            summary = "Let a manufacturer supply the scope",
            description = "It may then bring CA certificates and enrollments, and sees only what it brought and whether"
                    + " it registered.")
    @APIResponseSchema(value = SupplyView.class, responseCode = "201")
    public Response create(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            SupplyGrantDetails details) {
        Supply supply = grants.grant(account, idScope, details == null ? new SupplyGrantDetails(null, null) : details);
        return Response.created(URI.create(
                        "/api/v1/a/" + account + "/scopes/" + idScope + "/supply-grants/" + supply.supplyGrantId()))
                .header("ETag", Versions.etag(supply.version()))
                .entity(SupplyView.of(supply))
                .build();
    }

    @GET
    @Path("{supplyGrant}")
    @Needs(VIEW_GRANTS)
    @Operation(summary = "Read a supply grant")
    public SupplyView get(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("supplyGrant") SupplyGrantId id) {
        return SupplyView.of(grants.given(account, idScope, id));
    }

    @DELETE
    @Path("{supplyGrant}")
    @Needs(MANAGE_GRANTS)
    @Operation(
            summary = "Withdraw a supply grant",
            description = "The manufacturer's next call is refused. What it brought stays, and works on.")
    public SupplyView revoke(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("supplyGrant") SupplyGrantId id,
            @HeaderParam("If-Match") String ifMatch) {
        return SupplyView.of(grants.revoke(account, idScope, id, Versions.fromIfMatch(ifMatch)));
    }
}
