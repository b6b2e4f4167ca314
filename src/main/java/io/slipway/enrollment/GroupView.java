package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.supply.ScopeAddress;
import io.slipway.supply.Side;
import io.slipway.web.RawJson;
import io.slipway.web.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An enrollment group as the API shows it: what {@link GroupDetails} takes, and what it became. Keys are revealed apart; a
 * manufacturer is not shown where the operator's devices go.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupView(
        String idScope,
        String enrollmentGroupId,
        AttestationMechanism attestation,
        Capabilities capabilities,
        String allocationPolicy,
        List<String> iotHubs,
        RawJson initialTwin,
        ReprovisionPolicy reprovisionPolicy,
        String provisioningStatus,
        @Schema(
                        description = "The manufacturer that brought it; absent when the operator did",
                        examples = "Acme Sensors")
                String suppliedBy,
        @Schema(description = "Devices by status, counted up to 10,001", examples = "{\"assigned\":12}")
                Map<String, Integer> devices,
        @Schema(description = "What If-Match takes") String etag,
        Instant createdDateTimeUtc,
        Instant lastUpdatedDateTimeUtc) {
    static GroupView of(EnrollmentGroups.Found found, ScopeAddress address) {
        EnrollmentGroup group = found.group();
        GroupDetails details = group.details();
        boolean all = address.side() == Side.OPERATOR;
        return new GroupView(
                address.idScope().value(),
                details.enrollmentGroupId(),
                details.attestation(),
                details.capabilities(),
                all ? details.allocationPolicy() : null,
                all ? details.iotHubs() : null,
                details.initialTwin(),
                details.reprovisionPolicy(),
                details.provisioningStatus(),
                found.suppliedBy(),
                found.devices(),
                Versions.etag(group.version()),
                group.createdAt(),
                group.updatedAt());
    }
}
