package io.slipway.fleet;

import static io.slipway.account.Permission.VIEW_DEVICES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The search box of every page. */
@Authenticated
@Path("/a/{account}/search")
public class SearchPages {
    private final Search search;

    SearchPages(Search search) {
        this.search = search;
    }

    @GET
    @Needs(VIEW_DEVICES)
    public Response search(@PathParam("account") AccountSlug account, @QueryParam("q") String text) {
        return Response.seeOther(URI.create(search.address(account, text))).build();
    }
}
