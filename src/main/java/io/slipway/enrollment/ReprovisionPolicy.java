package io.slipway.enrollment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happens when a device that has a hub registers again (protocol section 5.5). */
public record ReprovisionPolicy(
        @Schema(description = "Allocate again; false keeps the hub forever", defaultValue = "true")
                Boolean updateHubAssignment,
        @Schema(
                        description = "Take the twin along to another hub; false starts with the initial twin",
                        defaultValue = "true")
                Boolean migrateDeviceData) {
    static final ReprovisionPolicy DEFAULT = new ReprovisionPolicy(true, true);

    public ReprovisionPolicy {
        updateHubAssignment = updateHubAssignment == null || updateHubAssignment;
        migrateDeviceData = migrateDeviceData == null || migrateDeviceData;
    }
}
