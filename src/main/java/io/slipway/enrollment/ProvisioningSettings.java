package io.slipway.enrollment;

import java.util.List;

/**
 * How a device that is let in is provisioned; the device plane reads it.
 *
 * @param allocationPolicy {@code hashed} or {@code static}; null to follow the scope
 * @param iotHubs host names to choose from; empty means every linked hub
 * @param initialTwin the JSON text exactly as it was given, or null
 */
public record ProvisioningSettings(
        boolean enabled,
        String allocationPolicy,
        List<String> iotHubs,
        boolean updateHubAssignment,
        boolean migrateDeviceData,
        boolean iotEdge,
        String initialTwin) {}
