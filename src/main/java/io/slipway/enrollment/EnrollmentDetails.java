package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.RawJson;
import io.slipway.web.RawJsonBody;
import io.slipway.web.Validation;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people set on an individual enrollment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnrollmentDetails(
        @Schema(description = "What the device calls itself; upper and lower case are the same", examples = "pump-0017")
                String registrationId,
        @Schema(description = "What the hub calls the device; its registration ID if absent", examples = "pump-17")
                String deviceId,
        AttestationMechanism attestation,
        @Schema(
                        description = "Anything one wants to know of the device; a JSON object",
                        examples = "{\"serial\":\"00017\"}")
                RawJson optionalDeviceInformation,
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
    /** What a hub takes for a device ID (protocol section 5.6). */
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9\\-:.+%_#*?!(),=@$']{1,128}");

    public EnrollmentDetails {
        registrationId = registrationId == null ? "" : registrationId.strip();
        deviceId = deviceId == null || deviceId.isBlank() ? null : deviceId.strip();
        iotHubs = ProvisioningRules.hosts(iotHubs, iotHubHostName);
        iotHubHostName = null;
    }

    void check(Validation wrong) {
        RegistrationId.problemWith(registrationId)
                .ifPresent(sentence -> wrong.require(false, "registrationId", sentence));
        wrong.require(
                deviceId == null || DEVICE_ID.matcher(deviceId).matches(),
                "deviceId",
                "Use 1 to 128 letters, digits or - : . + % _ # * ? ! ( ) , = @ $ ' in the device ID.");
        TwinRules.checkInformation(optionalDeviceInformation, wrong);
    }

    EnrollmentDetails as(String id) {
        return with(id, attestation);
    }

    EnrollmentDetails attestedBy(AttestationMechanism other) {
        return with(registrationId, other);
    }

    private EnrollmentDetails with(String id, AttestationMechanism attestation) {
        return new EnrollmentDetails(
                id,
                deviceId,
                attestation,
                optionalDeviceInformation,
                capabilities,
                null,
                iotHubs,
                allocationPolicy,
                reprovisionPolicy,
                initialTwin,
                provisioningStatus);
    }
}
