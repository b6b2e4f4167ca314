package io.slipway.registration;

import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.hub.LinkedHub;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses a hub (protocol section 5.2). */
final class Allocation {
    private Allocation() {}

    /** The hubs a device may be on: those its enrollment names, else all that the scope links. */
    static List<LinkedHub> candidates(ScopeSnapshot scope, ProvisioningSettings settings) {
        boolean isStatic = "static".equals(policy(scope, settings));
        return scope.hubs().stream()
                .filter(hub ->
                        settings.iotHubs().isEmpty() || settings.iotHubs().contains(hub.hostName()))
                .filter(hub -> isStatic || hub.applyAllocationPolicy())
                .toList();
    }

    /**
     * A device that is on one of the candidates stays there. Else the healthy candidate that weighted rendezvous hashing
     * prefers: linking a further hub moves only the devices that it wins, and replicas agree without talking.
     */
    static Optional<LinkedHub> choose(List<LinkedHub> candidates, DeviceRecord device) {
        Optional<LinkedHub> current = candidates.stream()
                .filter(hub -> hub.hubId().value().equals(device.hubId()))
                .findFirst();
        return current.or(() -> candidates.stream()
                .filter(hub -> !"unhealthy".equals(hub.health()))
                .max(Comparator.comparingDouble(hub -> score(hub, device.registrationId()))));
    }

    /** Where a device stays whatever else was set meanwhile, as long as that hub is linked (protocol section 5.5). */
    static Optional<LinkedHub> kept(ScopeSnapshot scope, ProvisioningSettings settings, DeviceRecord device) {
        return scope.hubs().stream()
                .filter(hub ->
                        !settings.updateHubAssignment() && hub.hubId().value().equals(device.hubId()))
                .findFirst();
    }

    static String policy(ScopeSnapshot scope, ProvisioningSettings settings) {
        return settings.allocationPolicy() == null ? scope.allocationPolicy() : settings.allocationPolicy();
    }

    /** Weighted rendezvous: -w / ln(h), h uniform in (0,1) by hub and device (Schindelhauer and Schomaker, 2005). */
    static double score(LinkedHub hub, String registrationId) {
        long hash = hash(hub.hubId() + "/" + registrationId.toLowerCase(java.util.Locale.ROOT));
        double uniform = ((hash >>> 11) + 0.5) / (1L << 53);
        return -hub.weight() / Math.log(uniform);
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
