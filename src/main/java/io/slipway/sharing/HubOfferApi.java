package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubName;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/hubs/{hub}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hub offers", description = "Letting an operator's scope use a hub, by name or by code")
public class HubOfferApi {
    /** An offer by code; the code is in this answer and nowhere else. */
    public record CodedOfferView(
            @Schema(description = "Shown once", examples = "7K3QM-0Z9VT-B2X8N-R4HGW") String code, HubOfferView offer) {
        /** Kept from logs. */
        @Override
        public String toString() {
            return offer.id();
        }
    }

    private final HubOffers offers;

    HubOfferApi(HubOffers offers) {
        this.offers = offers;
    }

    @GET
    @Path("offers")
    @Needs(VIEW_HUBS)
    @Operation(summary = "List a hub's offers", description = "Open ones first.")
    public List<HubOfferView> list(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        return offers.ofHub(account, hub).stream().map(HubOfferView::of).toList();
    }

    @POST
    @Path("offers")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Offer a hub to an operator",
            description = "Once it accepts, devices of the scope it chooses may be allocated to the hub.")
    @APIResponseSchema(value = HubOfferView.class, responseCode = "201")
    public Response offer(
            @PathParam("account") AccountSlug account, @PathParam("hub") HubName hub, HubOfferDetails details) {
        HubOfferView offer = HubOfferView.of(offers.offer(account, hub, HubOfferDetails.orEmpty(details)));
        return created(account, hub, offer).entity(offer).build();
    }

    @POST
    @Path("offer-codes")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Offer a hub to whoever brings a code",
            description = "The code works once, until the offer expires or is withdrawn. It is never shown again.")
    @APIResponseSchema(value = CodedOfferView.class, responseCode = "201")
    public Response offerByCode(
            @PathParam("account") AccountSlug account, @PathParam("hub") HubName hub, HubOfferDetails details) {
        HubOffers.Coded coded = offers.offerByCode(account, hub, HubOfferDetails.orEmpty(details));
        HubOfferView offer = HubOfferView.of(coded.offer());
        return created(account, hub, offer)
                .header("Cache-Control", "no-store")
                .entity(new CodedOfferView(coded.code().value(), offer))
                .build();
    }

    @GET
    @Path("offers/{offer}")
    @Needs(VIEW_HUBS)
    @Operation(summary = "Read a hub offer")
    public HubOfferView get(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("offer") HubOfferId offer) {
        return HubOfferView.of(offers.get(account, hub, offer));
    }

    @DELETE
    @Path("offers/{offer}")
    @Needs(MANAGE_HUBS)
    @Operation(summary = "Withdraw a hub offer", description = "Possible until it is answered.")
    public HubOfferView withdraw(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("offer") HubOfferId offer,
            @HeaderParam("If-Match") String ifMatch) {
        return HubOfferView.of(offers.withdraw(account, hub, offer, Versions.fromIfMatch(ifMatch)));
    }

    private static Response.ResponseBuilder created(AccountSlug account, HubName hub, HubOfferView offer) {
        return Response.created(URI.create(account.apiTo("hubs/" + hub + "/offers/" + offer.id())))
                .header("ETag", offer.etag());
    }
}
