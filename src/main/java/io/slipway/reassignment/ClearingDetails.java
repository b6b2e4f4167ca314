package io.slipway.reassignment;

import io.slipway.registration.DeviceConditions;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the devices go that keep a link from ending. */
public record ClearingDetails(
        @Schema(description = "Host name of the hub to move them to", examples = "contoso-west.hub.example.org")
                String targetHub,
        @Schema(
                        description =
                                "migrate takes tags and desired properties along; reset starts with the initial twin",
                        enumeration = {"migrate", "reset"},
                        defaultValue = "migrate")
                String twins,
        @Schema(description = "Why, for both companies' audit trails", maxLength = 500) String reason) {

    /** All that the company holds of the scope on that hub, at once. */
    ReassignmentDetails of(String idScope, String hostName, String otherwise) {
        return new ReassignmentDetails(
                idScope,
                Selection.matching(DeviceConditions.of(Map.of("hub", hostName))),
                targetHub,
                twins,
                null,
                null,
                null,
                null,
                null,
                null,
                reason == null || reason.isBlank() ? otherwise : reason);
    }
}
