package io.slipway.supply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.Versions;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A supply grant as the API shows it, the same to both companies. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SupplyView(
        @Schema(examples = "6f1c0f0e-5c9a-4c57-9d4d-0f3e5c8f7a11") String id,
        @Schema(examples = "0ne0017479D") String idScope,
        @Schema(description = "Absent for a manufacturer whose grant was withdrawn", examples = "Europe")
                String scopeName,
        Party operator,
        Party manufacturer,
        String note,
        Instant createdAt,
        @Schema(description = "Absent while in force") Instant withdrawnAt,
        String etag) {
    /** One of the two companies. */
    public record Party(@Schema(examples = "acme") String account, @Schema(examples = "Acme Sensors") String name) {}

    static SupplyView of(Supply supply) {
        return new SupplyView(
                supply.supplyGrantId().toString(),
                supply.idScope().value(),
                supply.scopeName(),
                new Party(supply.operator(), supply.operatorName()),
                new Party(supply.manufacturer(), supply.manufacturerName()),
                supply.note(),
                supply.createdAt(),
                supply.withdrawnAt(),
                Versions.etag(supply.version()));
    }
}
