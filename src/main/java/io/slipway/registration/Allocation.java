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

    /**
     * The hubs a device may be on: while it is leased those that its holder linked or was lent, else those its enrollment
     * names, else all that the scope links.
     */
    static List<LinkedHub> candidates(ScopeSnapshot scope, ProvisioningSettings settings, Holding holding) {
        if (holding.isLeased()) {
            return scope.hubs().stream()
                    .filter(hub -> hub.isOpenTo(holding.holder()))
                    .filter(hub -> hub.applyAllocationPolicy() || isDefault(hub, holding))
                    .toList();
        }
        boolean isStatic = "static".equals(policy(scope, settings));
        return scope.hubs().stream()
                .filter(hub ->
                        settings.iotHubs().isEmpty() || settings.iotHubs().contains(hub.hostName()))
                .filter(hub -> isStatic || hub.applyAllocationPolicy())
                .toList();
    }

    /**
     * A device that is on one of the candidates stays there. Else the hub its lessee wants, or the healthy candidate that
     * weighted rendezvous hashing prefers: linking a further hub moves only the devices that it wins, and replicas agree
     * without talking.
     */
    static Optional<LinkedHub> choose(List<LinkedHub> candidates, DeviceRecord device, Holding holding) {
        return candidates.stream()
                .filter(hub -> isOn(hub, device))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(hub -> isDefault(hub, holding) && takesNew(hub))
                        .findFirst())
                .or(() -> preferred(candidates, device.registrationId()));
    }

    /** The healthy candidate that weighted rendezvous hashing prefers. */
    static Optional<LinkedHub> preferred(List<LinkedHub> candidates, String registrationId) {
        return candidates.stream()
                .filter(Allocation::takesNew)
                .max(Comparator.comparingDouble(hub -> score(hub, registrationId)));
    }

    /**
     * Where a device stays whatever else was set meanwhile: where a reassignment placed it, or where its enrollment keeps it
     * (protocol section 5.5), as long as that hub is linked and its holder's.
     */
    static Optional<LinkedHub> kept(
            ScopeSnapshot scope, ProvisioningSettings settings, DeviceRecord device, Holding holding) {
        return scope.hubs().stream()
                .filter(hub -> (holding.pinned() || !settings.updateHubAssignment()) && isOn(hub, device))
                .filter(hub -> !holding.isLeased() || hub.isOpenTo(holding.holder()))
                .findFirst();
    }

    static boolean takesNew(LinkedHub hub) {
        return hub.isHealthy() && !hub.ending();
    }

    private static boolean isOn(LinkedHub hub, DeviceRecord device) {
        return hub.hubId().value().equals(device.hubId());
    }

    private static boolean isDefault(LinkedHub hub, Holding holding) {
        return hub.hubId().value().equals(holding.defaultHubId());
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
