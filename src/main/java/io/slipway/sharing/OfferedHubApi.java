package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubLinkApi.LinkView;
import io.slipway.hub.HubLinkFacts;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hub offers", description = "Letting an operator's scope use a hub, by name or by code")
public class OfferedHubApi {
    /** A code somebody was given. */
    public record Code(
            @Schema(description = "In any case, with or without dashes", examples = "7K3QM-0Z9VT-B2X8N-R4HGW")
                    String code) {
        /** Kept from logs. */
        @Override
        public String toString() {
            return "a code";
        }
    }

    private final OfferedHubs offered;

    OfferedHubApi(OfferedHubs offered) {
        this.offered = offered;
    }

    @GET
    @Path("hub-offers")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "List the hubs offered to the account", description = "Those that can be answered now.")
    public List<HubOfferView> list(@PathParam("account") AccountSlug account) {
        return offered.open(account).stream().map(HubOfferView::of).toList();
    }

    @GET
    @Path("hub-offers/{offer}")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "Read the offer of a hub")
    public HubOfferView get(@PathParam("account") AccountSlug account, @PathParam("offer") HubOfferId offer) {
        return HubOfferView.of(offered.get(account, offer));
    }

    @POST
    @Path("hub-offer-codes")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Enter a code",
            description = "The offer is then made to this account, which accepts or declines it. Five wrong codes a"
                    + " minute are enough.")
    @APIResponseSchema(value = HubOfferView.class, responseCode = "201")
    public Response takeUp(@PathParam("account") AccountSlug account, Code body) {
        HubOfferView offer = HubOfferView.of(offered.takeUp(account, body == null ? null : body.code()));
        return Response.created(URI.create(account.apiTo("hub-offers/" + offer.id())))
                .entity(offer)
                .build();
    }

    @POST
    @Path("hub-offers/{offer}/acceptances")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Accept the offer of a hub into a scope",
            description = "The hub is linked: registrations from now on may be allocated to it.")
    @APIResponseSchema(value = LinkView.class, responseCode = "201")
    public Response accept(
            @PathParam("account") AccountSlug account,
            @PathParam("offer") HubOfferId offer,
            HubOfferAcceptance acceptance) {
        HubLinkFacts link = offered.accept(
                account, offer, acceptance == null ? new HubOfferAcceptance(null, null, null) : acceptance);
        return Response.created(URI.create(account.apiTo("scopes/%s/hubs/%s".formatted(link.idScope(), link.id()))))
                .entity(LinkView.of(link))
                .build();
    }

    @POST
    @Path("hub-offers/{offer}/declines")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Decline the offer of a hub")
    public HubOfferView decline(@PathParam("account") AccountSlug account, @PathParam("offer") HubOfferId offer) {
        return HubOfferView.of(offered.decline(account, offer));
    }
}
