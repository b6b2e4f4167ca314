package io.slipway.supply;

import static io.slipway.account.Permission.VIEW_SUPPLY;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.scope.IdScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/supply")
@Tag(name = "Supply", description = "The scopes a manufacturer may bring identities into")
public class SupplyApi {
    /** A scope that the manufacturer supplies, with what it encodes into its devices. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SuppliedScopeView(
            @Schema(examples = "0ne0017479D") String idScope,
            @Schema(examples = "Europe") String scopeName,
            SupplyView.Party operator,
            DeviceEndpoint deviceEndpoint,
            String note,
            Instant since,
            @Schema(description = "Absent while in force") Instant withdrawnAt) {}

    private final SupplyGrants grants;

    SupplyApi(SupplyGrants grants) {
        this.grants = grants;
    }

    @GET
    @Needs(VIEW_SUPPLY)
    @Operation(
            summary = "List the scopes the account may supply, or could",
            description = "With what a factory encodes into devices: ID scope and endpoint.")
    public List<SuppliedScopeView> list(@PathParam("account") AccountSlug account) {
        return grants.received(account).stream().map(this::view).toList();
    }

    @GET
    @Path("{idScope}")
    @Needs(VIEW_SUPPLY)
    @Operation(summary = "Read a scope the account supplies")
    public SuppliedScopeView get(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return view(grants.received(account, idScope));
    }

    private SuppliedScopeView view(Supply supply) {
        return new SuppliedScopeView(
                supply.idScope().value(),
                supply.scopeName(),
                new SupplyView.Party(supply.operator(), supply.operatorName()),
                grants.endpoint(),
                supply.note(),
                supply.createdAt(),
                supply.withdrawnAt());
    }
}
