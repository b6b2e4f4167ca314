package io.slipway.scope;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Versions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/scopes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scopes", description = "Provisioning service instances of an operator")
public class ScopeApi {
    /** A scope as the API shows it; {@code etag} is what {@code If-Match} takes. */
    public record ScopeView(
            String idScope, String name, String allocationPolicy, String etag, Instant createdAt, Instant updatedAt) {
        static ScopeView of(Scope scope) {
            return new ScopeView(
                    scope.idScope().value(),
                    scope.name(),
                    scope.allocationPolicy(),
                    Versions.etag(scope.version()),
                    scope.createdAt(),
                    scope.updatedAt());
        }
    }

    private final Scopes scopes;

    ScopeApi(Scopes scopes) {
        this.scopes = scopes;
    }

    @GET
    @Needs(VIEW_SCOPES)
    @Operation(summary = "List the account's scopes")
    public List<ScopeView> list(@PathParam("account") AccountSlug account) {
        return scopes.all(account).stream().map(ScopeView::of).toList();
    }

    @POST
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Create a scope",
            description = "Gives it an ID scope and the policy provisioningserviceowner.")
    @APIResponseSchema(value = ScopeView.class, responseCode = "201")
    public Response create(@PathParam("account") AccountSlug account, ScopeDetails details) {
        ScopeView scope = ScopeView.of(scopes.create(account, details));
        return Response.created(URI.create("/api/v1/a/" + account + "/scopes/" + scope.idScope()))
                .tag(scope.etag().replace("\"", ""))
                .entity(scope)
                .build();
    }

    @GET
    @Path("{idScope}")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "Read a scope")
    public ScopeView get(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return ScopeView.of(scopes.get(account, idScope));
    }

    @PUT
    @Path("{idScope}")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Change a scope", description = "With If-Match, only if nobody changed it meanwhile.")
    public ScopeView change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @HeaderParam("If-Match") String ifMatch,
            ScopeDetails details) {
        return ScopeView.of(scopes.change(account, idScope, details, Versions.fromIfMatch(ifMatch)));
    }

    @DELETE
    @Path("{idScope}")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Delete a scope", description = "Refused while anything is left in it.")
    public void delete(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @HeaderParam("If-Match") String ifMatch) {
        scopes.delete(account, idScope, Versions.fromIfMatch(ifMatch));
    }
}
