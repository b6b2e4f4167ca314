package io.slipway.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The time in which a company held a device by one lease.
 *
 * @param until null while it does
 * @param scopeId of the device, as its address names it
 * @param registrationId as it was leased
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustodyPeriod(
        UUID leaseId,
        String lease,
        @Schema(examples = "Northwind Fleet") String lessor,
        @Schema(examples = "Contoso Cafés") String holder,
        Instant from,
        @Schema(description = "Absent while it lasts") Instant until,
        @JsonIgnore UUID scopeId,
        @JsonIgnore String registrationId) {}
