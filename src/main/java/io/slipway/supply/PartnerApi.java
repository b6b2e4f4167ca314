package io.slipway.supply;

import static io.slipway.account.Permission.VIEW_ACCOUNT;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.console.PartnerSection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/partners")
@Tag(name = "Partners", description = "What other companies may do here, and what this one may do there")
public class PartnerApi {
    /** Supply grants the account gave as an operator and received as a manufacturer, and what else there is. */
    public record PartnersView(
            List<SupplyView> supplyGrantsGiven,
            List<SupplyView> supplyGrantsReceived,
            List<PartnerSection.Part> more) {}

    private final Partners partners;

    PartnerApi(Partners partners) {
        this.partners = partners;
    }

    @GET
    @Needs(VIEW_ACCOUNT)
    @Operation(
            summary = "Read what connects the account with other companies",
            description = "A part that the caller's roles do not open is empty.")
    public PartnersView get(@PathParam("account") AccountSlug account) {
        PartnerFacts facts = partners.facts(account);
        return new PartnersView(
                facts.given().stream().map(SupplyView::of).toList(),
                facts.received().stream().map(SupplyView::of).toList(),
                facts.parts());
    }
}
