package io.slipway.setting;

import static io.slipway.account.Permission.MANAGE_ACCOUNT;
import static io.slipway.account.Permission.VIEW_MEMBERS;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Versions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings", description = "What an account decides about itself")
public class SettingApi {
    private final AccountSettings settings;

    SettingApi(AccountSettings settings) {
        this.settings = settings;
    }

    @GET
    @Needs(VIEW_MEMBERS)
    @Operation(summary = "Read the account's settings")
    @APIResponseSchema(SettingDetails.class)
    public Response get(@PathParam("account") AccountSlug account) {
        return answer(settings.get(account));
    }

    @PUT
    @Needs(MANAGE_ACCOUNT)
    @Operation(summary = "Change the account's settings", description = "For account admins.")
    @APIResponseSchema(SettingDetails.class)
    public Response change(
            @PathParam("account") AccountSlug account,
            @HeaderParam("If-Match") String ifMatch,
            SettingDetails details) {
        return answer(settings.change(account, details, Versions.fromIfMatch(ifMatch)));
    }

    private static Response answer(AccountSettings.Current current) {
        return Response.ok(current.details())
                .header("ETag", Versions.etag(current.version()))
                .build();
    }
}
