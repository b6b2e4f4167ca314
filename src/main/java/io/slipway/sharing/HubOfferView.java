package io.slipway.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.Versions;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A hub offer as the API shows it, the same to both companies. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HubOfferView(
        @Schema(examples = "6f1c0f0e-5c9a-4c57-9d4d-0f3e5c8f7a11") String id,
        @Schema(description = "Absent, as the next three, for an operator whose offer is over", examples = "west")
                String hub,
        @Schema(examples = "contoso-west.hub.example.org") String hostName,
        @Schema(examples = "healthy") String health,
        @Schema(description = "Devices that may be there at most", examples = "50000") Integer capacity,
        @Schema(description = "The hub's company") Company from,
        @Schema(description = "The operator; absent while nobody has brought the code") Company to,
        @Schema(description = "Where it was accepted", examples = "0ne1A2B3C4D") String idScope,
        @Schema(description = "How the code of an offer by code begins", examples = "7K3QM-…") String codeHint,
        String note,
        @Schema(
                        enumeration = {"offered", "accepted", "declined", "withdrawn", "expired"},
                        examples = "offered")
                String state,
        Instant createdAt,
        Instant expiresAt,
        Instant answeredAt,
        String etag) {
    /** One of the two companies. */
    public record Company(@Schema(examples = "contoso") String account, @Schema(examples = "Contoso") String name) {
        static Company of(String account, String name) {
            return account == null ? null : new Company(account, name);
        }
    }

    static HubOfferView of(HubOfferFacts offer) {
        return new HubOfferView(
                offer.id().toString(),
                offer.hub(),
                offer.hostName(),
                offer.health(),
                offer.capacity(),
                Company.of(offer.account(), offer.company()),
                Company.of(offer.operator(), offer.operatorCompany()),
                offer.idScope(),
                offer.codeHint(),
                offer.note(),
                offer.state(),
                offer.createdAt(),
                offer.expiresAt(),
                offer.answeredAt(),
                Versions.etag(offer.version()));
    }
}
