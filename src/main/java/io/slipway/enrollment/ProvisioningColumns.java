package io.slipway.enrollment;

import jakarta.persistence.Embeddable;
import java.util.List;

/** How an enrollment or group keeps its {@link ProvisioningSettings}. */
@Embeddable
record ProvisioningColumns(
        String provisioningStatus,
        String allocationPolicy,
        String[] iotHubs,
        boolean updateHubAssignment,
        boolean migrateDeviceData,
        boolean iotEdge,
        String initialTwin) {
    static ProvisioningColumns of(ProvisioningSettings settings) {
        return new ProvisioningColumns(
                settings.enabled() ? "enabled" : "disabled",
                settings.allocationPolicy(),
                settings.iotHubs().isEmpty() ? null : settings.iotHubs().toArray(String[]::new),
                settings.updateHubAssignment(),
                settings.migrateDeviceData(),
                settings.iotEdge(),
                settings.initialTwin());
    }

    ProvisioningSettings settings() {
        return new ProvisioningSettings(
                provisioningStatus.equals("enabled"),
                allocationPolicy,
                iotHubs == null ? List.of() : List.of(iotHubs),
                updateHubAssignment,
                migrateDeviceData,
                iotEdge,
                initialTwin);
    }

    ProvisioningColumns withStatus(boolean enabled) {
        return new ProvisioningColumns(
                enabled ? "enabled" : "disabled",
                allocationPolicy,
                iotHubs,
                updateHubAssignment,
                migrateDeviceData,
                iotEdge,
                initialTwin);
    }
}
