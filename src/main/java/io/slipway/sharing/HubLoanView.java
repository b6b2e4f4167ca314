package io.slipway.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.hub.HubLinkApi.EndWish;
import io.slipway.sharing.HubOfferView.Company;
import io.slipway.web.Versions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A hub loan as the API shows it, the same to both companies. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HubLoanView(
        @Schema(examples = "6f1c0f0e-5c9a-4c57-9d4d-0f3e5c8f7a11") String id,
        @Schema(description = "Absent, as the next three, for a tenant whose loan has ended", examples = "main")
                String hub,
        @Schema(examples = "bolt-main.hub.example.org") String hostName,
        @Schema(examples = "healthy") String health,
        @Schema(description = "Devices that may be there at most", examples = "50000") Integer capacity,
        @Schema(description = "The hub's company") Company from,
        @Schema(description = "The tenant") Company to,
        String note,
        @Schema(description = "The devices that the tenant leases and has there, in whatever scope") long devices,
        Instant createdAt,
        @Schema(description = "Absent unless the loan ends once its last device is gone") Instant endingSince,
        @Schema(description = "Which of the two companies want it to end") List<EndWish> endWishes,
        @Schema(description = "Absent while the loan lasts") Instant endedAt,
        String etag) {
    static HubLoanView of(HubLoanFacts loan) {
        return new HubLoanView(
                loan.id().toString(),
                loan.hub(),
                loan.hostName(),
                loan.health(),
                loan.capacity(),
                Company.of(loan.account(), loan.company()),
                Company.of(loan.tenant(), loan.tenantCompany()),
                loan.note(),
                loan.devices(),
                loan.createdAt(),
                loan.endingSince(),
                wishes(loan),
                loan.endedAt(),
                Versions.etag(loan.version()));
    }

    private static List<EndWish> wishes(HubLoanFacts loan) {
        return Stream.of(
                        new EndWish(loan.account(), loan.company(), loan.lenderEndsSince()),
                        new EndWish(loan.tenant(), loan.tenantCompany(), loan.borrowerEndsSince()))
                .filter(wish -> wish.since() != null)
                .toList();
    }
}
