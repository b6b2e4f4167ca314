package io.slipway.sharing;

import io.slipway.hub.HubLinkDetails;
import io.slipway.scope.IdScope;
import io.slipway.web.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Into which scope an operator accepts a hub, and how it is used there. */
public record HubOfferAcceptance(
        @Schema(description = "The scope whose devices may be allocated to the hub", examples = "0ne1A2B3C4D")
                String idScope,
        @Schema(description = "1 to 1000, by default 1", examples = "10") Integer weight,
        @Schema(description = "Whether the allocation policy may choose the hub, by default true", examples = "true")
                Boolean applyAllocationPolicy) {
    IdScope scope() {
        if (idScope == null || idScope.isBlank()) {
            throw Problem.invalid("idScope", "Choose the scope that is to use the hub.");
        }
        return IdScope.fromString(idScope);
    }

    HubLinkDetails link() {
        return new HubLinkDetails(weight, applyAllocationPolicy);
    }
}
