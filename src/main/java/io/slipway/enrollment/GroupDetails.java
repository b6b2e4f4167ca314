package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.RawJson;
import io.slipway.web.RawJsonBody;
import io.slipway.web.Validation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people set on an enrollment group. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupDetails(
        @Schema(description = "Name of the group; upper and lower case are the same", examples = "line-4")
                String enrollmentGroupId,
        AttestationMechanism attestation,
        Capabilities capabilities,
        @Schema(description = "Older name for one entry of iotHubs") String iotHubHostName,
        @Schema(description = "Host names of linked hubs to choose from; all if empty") List<String> iotHubs,
        @Schema(
                        description = "Absent to follow the scope",
                        enumeration = {"hashed", "static"})
                String allocationPolicy,
        ReprovisionPolicy reprovisionPolicy,
        @Schema(
                        description = "What a new device starts with: tags and properties.desired",
                        examples = "{\"tags\":{\"site\":\"A\"},\"properties\":{\"desired\":{\"interval\":30}}}")
                RawJson initialTwin,
        @Schema(
                        enumeration = {"enabled", "disabled"},
                        defaultValue = "enabled")
                String provisioningStatus)
        implements ProvisioningDetails, RawJsonBody {
    public GroupDetails {
        enrollmentGroupId = enrollmentGroupId == null ? "" : enrollmentGroupId.strip();
        iotHubs = ProvisioningRules.hosts(iotHubs, iotHubHostName);
        iotHubHostName = null;
    }

    void check(Validation wrong) {
        GroupId.problemWith(enrollmentGroupId)
                .ifPresent(sentence -> wrong.require(false, "enrollmentGroupId", sentence));
    }

    GroupDetails as(String id) {
        return with(id, attestation);
    }

    GroupDetails attestedBy(AttestationMechanism other) {
        return with(enrollmentGroupId, other);
    }

    private GroupDetails with(String id, AttestationMechanism attestation) {
        return new GroupDetails(
                id,
                attestation,
                capabilities,
                null,
                iotHubs,
                allocationPolicy,
                reprovisionPolicy,
                initialTwin,
                provisioningStatus);
    }
}
