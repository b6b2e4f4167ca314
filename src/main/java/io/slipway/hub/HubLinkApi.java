package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_HUBS;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.scope.IdScope;
import io.slipway.web.Versions;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hub links", description = "Which hubs a scope may allocate devices to")
public class HubLinkApi {
    /** A hub to link, and how. */
    public record NewLink(
            @Schema(description = "Host name of a hub of the account", examples = "northwind-west.hub.example.org")
                    String hostName,
            @Schema(description = "1 to 1000, by default 1", examples = "10") Integer weight,
            @Schema(description = "By default true", examples = "true") Boolean applyAllocationPolicy) {}

    /** One of the two companies of a link. */
    public record Company(@Schema(examples = "contoso") String account, @Schema(examples = "Contoso") String name) {}

    /** A company that wants a link to end. */
    public record EndWish(
            @Schema(examples = "contoso") String account, @Schema(examples = "Contoso") String name, Instant since) {
        static List<EndWish> of(HubLinkFacts link) {
            return Stream.of(
                            new EndWish(link.scopeAccount(), link.scopeCompany(), link.scopeEndsSince()),
                            new EndWish(link.hubAccount(), link.hubCompany(), link.hubEndsSince()))
                    .filter(wish -> wish.since() != null)
                    .toList();
        }
    }

    /** A hub link as the API shows it; {@code etag} is what {@code If-Match} takes. */
    public record LinkView(
            String id,
            @Schema(examples = "0ne1A2B3C4D") String idScope,
            @Schema(description = "Name of the scope", examples = "Europe") String scope,
            @Schema(description = "Name of the hub", examples = "west") String hub,
            @Schema(examples = "northwind-west.hub.example.org") String hostName,
            @Schema(examples = "healthy") String health,
            @Schema(description = "Devices the hub's company wants there at most; null for no limit") Integer capacity,
            @Schema(description = "Whose hub it is") Company hubCompany,
            @Schema(description = "Whose scope it is") Company scopeCompany,
            @Schema(examples = "10") int weight,
            boolean applyAllocationPolicy,
            @Schema(
                            description =
                                    "Devices of the scope on the hub, whoever holds them: both companies get the number",
                            examples = "1200")
                    long devices,
            @Schema(description = "Null unless the link ends once its last device is gone") Instant endingSince,
            @Schema(description = "Which of the two companies want it to end") List<EndWish> endWishes,
            @Schema(description = "Null unless it ends without its hub: what that has yet to forget stays there")
                    Instant abandonedAt,
            String etag,
            Instant createdAt,
            Instant updatedAt) {
        public static LinkView of(HubLinkFacts link) {
            return new LinkView(
                    link.id().toString(),
                    link.idScope(),
                    link.scope(),
                    link.hub(),
                    link.hostName(),
                    link.health(),
                    link.capacity(),
                    new Company(link.hubAccount(), link.hubCompany()),
                    new Company(link.scopeAccount(), link.scopeCompany()),
                    link.weight(),
                    link.applyAllocationPolicy(),
                    link.devices(),
                    link.endingSince(),
                    EndWish.of(link),
                    link.abandonedAt(),
                    Versions.etag(link.version()),
                    link.createdAt(),
                    link.updatedAt());
        }
    }

    private final HubLinks links;

    HubLinkApi(HubLinks links) {
        this.links = links;
    }

    @GET
    @Path("hubs/{hub}/links")
    @Needs(VIEW_HUBS)
    @Operation(summary = "List the scopes a hub is linked to")
    public List<LinkView> ofHub(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        return links.ofHub(account, hub).stream().map(LinkView::of).toList();
    }

    @GET
    @Path("scopes/{idScope}/hubs")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "List the hubs linked to a scope")
    public List<LinkView> ofScope(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return links.ofScope(account, idScope).stream().map(LinkView::of).toList();
    }

    @POST
    @Path("scopes/{idScope}/hubs")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Link a hub to a scope",
            description = "Registrations from now on may be allocated to it; devices that are elsewhere stay there.")
    @APIResponseSchema(value = LinkView.class, responseCode = "201")
    public Response link(
            @PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope, NewLink body) {
        HubLinkDetails details = new HubLinkDetails(body.weight(), body.applyAllocationPolicy());
        LinkView link = LinkView.of(links.link(account, idScope, String.valueOf(body.hostName()), details));
        return Response.created(
                        URI.create("/api/v1/a/%s/scopes/%s/hubs/%s".formatted(account, idScope.value(), link.id())))
                .tag(link.etag().replace("\"", ""))
                .entity(link)
                .build();
    }

    @GET
    @Path("scopes/{idScope}/hubs/{link}")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "Read a hub link")
    public LinkView get(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId link) {
        return LinkView.of(links.get(account, idScope, link));
    }

    @PUT
    @Path("scopes/{idScope}/hubs/{link}")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Change a link's weight and whether the allocation policy uses it",
            description =
                    "With If-Match, only if nobody changed it meanwhile. Devices move only when they register anew.")
    public LinkView change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId link,
            @HeaderParam("If-Match") String ifMatch,
            HubLinkDetails details) {
        return LinkView.of(links.change(account, idScope, link, details, Versions.fromIfMatch(ifMatch)));
    }
}
