package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.hub.LinkedHub;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Chooses a hub (protocol section 5.2), for registrations and for explanations alike. */
final class Allocation {
    private Allocation() {}

    /**
     * What the choice depends on.
     *
     * @param hubs all that the scope links
     * @param policy of the enrollment or group, or of the scope if those say nothing
     * @param named host names the enrollment or group keeps to, empty for all
     * @param updates whether the enrollment or group lets a device change its hub (protocol section 5.5)
     * @param currentHubId where the device is, null if nowhere
     */
    record Question(
            List<LinkedHub> hubs,
            String policy,
            List<String> named,
            boolean updates,
            String registrationId,
            UUID currentHubId,
            Holding holding) {
        static Question of(ScopeSnapshot scope, ProvisioningSettings settings, DeviceRecord device, Holding holding) {
            return new Question(
                    scope.hubs(),
                    scope.policyOf(settings),
                    settings.iotHubs(),
                    settings.updateHubAssignment(),
                    device.registrationId(),
                    device.hubId(),
                    holding);
        }

        Question seenBy(AccountId viewer) {
            return new Question(
                    hubs.stream().filter(hub -> hub.isOpenTo(viewer)).toList(),
                    policy,
                    named,
                    updates,
                    registrationId,
                    currentHubId,
                    holding);
        }
    }

    /**
     * The hub that stands highest. Among equal candidates the one that weighted rendezvous hashing prefers: linking a further
     * hub moves only the devices that it wins, and replicas agree without talking.
     */
    static Optional<LinkedHub> choose(Question asked) {
        HubStanding highest = HubStanding.UNHEALTHY;
        LinkedHub chosen = null;
        for (LinkedHub hub : asked.hubs()) {
            HubStanding standing = standing(hub, asked);
            if (standing.compareTo(highest) > 0) {
                highest = standing;
                chosen = hub;
            }
        }
        return highest == HubStanding.CANDIDATE
                ? preferred(
                        asked.hubs().stream()
                                .filter(hub -> standing(hub, asked) == HubStanding.CANDIDATE)
                                .toList(),
                        asked.registrationId())
                : Optional.ofNullable(chosen);
    }

    /** The one rule: how a hub stands to a device. */
    static HubStanding standing(LinkedHub hub, Question asked) {
        Holding holding = asked.holding();
        boolean isHere = hub.hubId().value().equals(asked.currentHubId());
        if (holding.isLeased() && !hub.isOpenTo(holding.holder())) {
            return HubStanding.NOT_THE_HOLDERS;
        } else if (isHere && holding.pinned()) {
            return HubStanding.PINNED;
        } else if (isHere && !asked.updates()) {
            return HubStanding.KEPT;
        }
        HubStanding admitted = holding.isLeased() ? leased(hub, holding) : unleased(hub, asked);
        if (admitted.isCandidate() && isHere) {
            return HubStanding.STAYS;
        } else if (admitted.isCandidate() && !takesNew(hub, holding)) {
            return hub.isHealthy() ? HubStanding.ENDING : HubStanding.UNHEALTHY;
        }
        return admitted;
    }

    /** While it is leased its holder's hubs count, whatever its enrollment says. */
    private static HubStanding leased(LinkedHub hub, Holding holding) {
        if (hub.hubId().value().equals(holding.defaultHubId())) {
            return HubStanding.WANTED;
        }
        return hub.applyAllocationPolicy() ? HubStanding.CANDIDATE : HubStanding.LEFT_OUT;
    }

    private static HubStanding unleased(LinkedHub hub, Question asked) {
        if (!asked.named().isEmpty() && !asked.named().contains(hub.hostName())) {
            return HubStanding.NOT_NAMED;
        }
        return hub.applyAllocationPolicy() || "static".equals(asked.policy())
                ? HubStanding.CANDIDATE
                : HubStanding.LEFT_OUT;
    }

    /** The healthy candidate that weighted rendezvous hashing prefers. */
    static Optional<LinkedHub> preferred(List<LinkedHub> candidates, String registrationId) {
        return candidates.stream()
                .filter(Allocation::takesNew)
                .max(Comparator.comparingDouble(hub -> score(hub, registrationId)));
    }

    private static boolean takesNew(LinkedHub hub) {
        return hub.isHealthy() && !hub.ending();
    }

    private static boolean takesNew(LinkedHub hub, Holding holding) {
        return takesNew(hub) && !(holding.isLeased() && hub.isEndingFor(holding.holder()));
    }

    /** Weighted rendezvous: -w / ln(h), h uniform in (0,1) by hub and device (Schindelhauer and Schomaker, 2005). */
    static double score(LinkedHub hub, String registrationId) {
        long hash = hash(hub.hubId() + "/" + registrationId.toLowerCase(Locale.ROOT));
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
