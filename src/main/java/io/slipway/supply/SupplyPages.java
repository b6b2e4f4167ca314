package io.slipway.supply;

import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.scope.IdScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The scopes a manufacturer may bring identities into, and what it encodes into its devices. */
@Authenticated
@Path("/a/{account}/supply")
@Produces(MediaType.TEXT_HTML)
public class SupplyPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(AccountSlug account, List<Supply> supplies);

        static native TemplateInstance scope(ScopeAddress scope, Supply supply, DeviceEndpoint endpoint);
    }

    private final SupplyGrants grants;

    SupplyPages(SupplyGrants grants) {
        this.grants = grants;
    }

    @GET
    @Needs(VIEW_SUPPLY)
    public TemplateInstance list(@PathParam("account") AccountSlug account) {
        return Templates.list(account, grants.received(account));
    }

    @GET
    @Path("{idScope}")
    @Needs(VIEW_SUPPLY)
    public TemplateInstance scope(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        ScopeAddress scope = new ScopeAddress(account, Side.SUPPLIER, idScope);
        return Templates.scope(scope, grants.received(account, idScope), grants.endpoint());
    }
}
