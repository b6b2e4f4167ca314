package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_HUBS;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubLinkAbandonments.Abandonment;
import io.slipway.hub.HubLinkApi.LinkView;
import io.slipway.scope.IdScope;
import io.slipway.web.Versions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}")
@Tag(name = "Hub links", description = "Which hubs a scope may allocate devices to")
public class HubLinkEndingApi {
    private static final String OF_SCOPE = "scopes/{idScope}/hubs/{link}";
    private static final String OF_HUB = "hubs/{hub}/links/{link}";
    private static final String ABANDONMENT =
            "For a hub that is gone for good: the link ends although the hub has yet to"
                    + " forget devices that left it. Their identities stay behind on it, and if it ever comes back, devices with those"
                    + " IDs are still known there; whoever runs it must remove them. Only by a company that wants the link to end,"
                    + " and while no device of the scope is on the hub or on its way there. The hub is asked four times before, so"
                    + " the link ends some minutes later at most.";

    /** A link as the scope's company names it. */
    public record ScopeSide(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId link) {
        public HubLinkSide side() {
            return new HubLinkSide.OfScope(account, idScope, link);
        }
    }

    /** A link as the hub's company names it. */
    public record HubSide(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("link") HubLinkId link) {
        public HubLinkSide side() {
            return new HubLinkSide.OfHub(account, hub, link);
        }
    }

    private final HubLinkEndings endings;
    private final HubLinkAbandonments abandonments;

    HubLinkEndingApi(HubLinkEndings endings, HubLinkAbandonments abandonments) {
        this.endings = endings;
        this.abandonments = abandonments;
    }

    @GET
    @Path(OF_SCOPE + "/use")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "Count what depends on a hub link")
    public HubLinkUse use(@BeanParam ScopeSide link) {
        return endings.use(link.side());
    }

    @DELETE
    @Path(OF_SCOPE)
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Unlink a hub", description = "Refused while devices of the scope are on it.")
    public void unlink(@BeanParam ScopeSide link, @HeaderParam("If-Match") String ifMatch) {
        endings.end(link.side(), Versions.fromIfMatch(ifMatch));
    }

    @POST
    @Path(OF_SCOPE + "/ending")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "End a hub link once it is empty",
            description = "No new device comes; the link ends by itself once the last device is gone.")
    public LinkView endOnceEmpty(@BeanParam ScopeSide link) {
        return LinkView.of(endings.endOnceEmpty(link.side()));
    }

    @DELETE
    @Path(OF_SCOPE + "/ending")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Keep a hub link that was to end", description = "Only by the company that wanted it to end.")
    public LinkView keep(@BeanParam ScopeSide link) {
        return LinkView.of(endings.keep(link.side()));
    }

    @POST
    @Path(OF_SCOPE + "/abandonment")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "End a hub link without its hub", description = ABANDONMENT)
    public LinkView abandon(@BeanParam ScopeSide link, Abandonment abandonment) {
        return LinkView.of(abandonments.abandon(link.side(), abandonment));
    }

    @GET
    @Path(OF_HUB)
    @Needs(VIEW_HUBS)
    @Operation(summary = "Read the link by which a scope uses a hub")
    public LinkView get(@BeanParam HubSide link) {
        return LinkView.of(endings.get(link.side()));
    }

    @GET
    @Path(OF_HUB + "/use")
    @Needs(VIEW_HUBS)
    @Operation(
            summary = "Count what depends on a hub link",
            description = "All devices of the scope on the hub, and the leases that the hub's account sees.")
    public HubLinkUse use(@BeanParam HubSide link) {
        return endings.use(link.side());
    }

    @DELETE
    @Path(OF_HUB)
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "End the link by which a scope uses a hub",
            description = "Refused while devices of the scope are on it.")
    public void end(@BeanParam HubSide link, @HeaderParam("If-Match") String ifMatch) {
        endings.end(link.side(), Versions.fromIfMatch(ifMatch));
    }

    @POST
    @Path(OF_HUB + "/ending")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "End the link by which a scope uses a hub once it is empty",
            description = "No new device comes; the link ends by itself once the last device is gone.")
    public LinkView endOnceEmpty(@BeanParam HubSide link) {
        return LinkView.of(endings.endOnceEmpty(link.side()));
    }

    @DELETE
    @Path(OF_HUB + "/ending")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Keep the link by which a scope uses a hub",
            description = "Only by the company that wanted it to end.")
    public LinkView keep(@BeanParam HubSide link) {
        return LinkView.of(endings.keep(link.side()));
    }

    @POST
    @Path(OF_HUB + "/abandonment")
    @Needs(MANAGE_HUBS)
    @Operation(summary = "End the link by which a scope uses a hub without the hub", description = ABANDONMENT)
    public LinkView abandon(@BeanParam HubSide link, Abandonment abandonment) {
        return LinkView.of(abandonments.abandon(link.side(), abandonment));
    }
}
