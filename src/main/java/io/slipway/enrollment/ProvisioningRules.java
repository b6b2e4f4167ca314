package io.slipway.enrollment;

import io.slipway.web.Validation;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges what an enrollment says about provisioning (protocol sections 5.2 and 5.5).
 *
 * @param linkedHubs host names of the hubs linked to the scope
 * @param supplied whether a manufacturer asks, to whom allocation is none of its business
 */
record ProvisioningRules(Set<String> linkedHubs, boolean supplied) {
    /** Tidies what was given as hubs, by either name of the schema; never null. */
    static List<String> hosts(List<String> iotHubs, String iotHubHostName) {
        List<String> given = iotHubs == null ? List.of() : iotHubs;
        return Stream.concat(given.stream(), Optional.ofNullable(iotHubHostName).stream())
                .filter(Objects::nonNull)
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
    }

    /** @param stored what is in force, null on creation */
    ProvisioningSettings judge(ProvisioningDetails details, ProvisioningSettings stored, Validation wrong) {
        checkStatus(details, stored, wrong);
        TwinRules.checkTwin(details.initialTwin(), wrong);
        if (supplied) {
            checkUntouched(details, stored, wrong);
            return settings(details, stored, stored == null ? null : stored.allocationPolicy(), hubsOf(stored));
        }
        checkAllocation(details, wrong);
        return settings(details, stored, blankToNull(details.allocationPolicy()), details.iotHubs());
    }

    private void checkStatus(ProvisioningDetails details, ProvisioningSettings stored, Validation wrong) {
        String status = details.provisioningStatus();
        wrong.require(
                status == null
                        || status.isBlank()
                        || Set.of("enabled", "disabled").contains(status),
                "provisioningStatus",
                "Choose enabled or disabled as the provisioning status.");
        wrong.require(
                !supplied || stored == null || stored.enabled() || !isEnabled(details),
                "provisioningStatus",
                "It is disabled, which blocks its devices. Only the operator may enable it again.");
    }

    private void checkAllocation(ProvisioningDetails details, Validation wrong) {
        String policy = blankToNull(details.allocationPolicy());
        switch (policy == null ? "" : policy) {
            case "", "hashed" -> {}
            case "static" -> wrong.require(
                    details.iotHubs().size() == 1,
                    "iotHubs",
                    "Static allocation needs exactly one hub; %s.".formatted(counted(details.iotHubs())));
            case "geoLatency", "custom" -> wrong.require(
                    false,
                    "allocationPolicy",
                    "Allocation by %s comes in a later version. Choose hashed or static."
                            .formatted(policy.equals("custom") ? "webhook" : "latency"));
            default -> wrong.require(false, "allocationPolicy", "Choose hashed or static as the allocation policy.");
        }
        for (String host : details.iotHubs()) {
            wrong.require(
                    linkedHubs.contains(host),
                    "iotHubs",
                    "The hub %s is not linked to this scope. Link it first, or choose one of: %s."
                            .formatted(host, linkedHubs.isEmpty() ? "none is linked" : String.join(", ", linkedHubs)));
        }
    }

    private static String counted(List<String> hubs) {
        return hubs.isEmpty() ? "none was chosen" : hubs.size() + " were chosen";
    }

    private static void checkUntouched(ProvisioningDetails details, ProvisioningSettings stored, Validation wrong) {
        String policy = blankToNull(details.allocationPolicy());
        wrong.require(
                policy == null || stored != null && policy.equals(stored.allocationPolicy()),
                "allocationPolicy",
                "The operator of the scope chooses how hubs are allocated. Leave the allocation policy out.");
        wrong.require(
                details.iotHubs().isEmpty() || details.iotHubs().equals(hubsOf(stored)),
                "iotHubs",
                "The operator of the scope chooses the hubs. Leave them out.");
    }

    private static List<String> hubsOf(ProvisioningSettings stored) {
        return stored == null ? List.of() : stored.iotHubs();
    }

    private static ProvisioningSettings settings(
            ProvisioningDetails details, ProvisioningSettings stored, String policy, List<String> hubs) {
        ReprovisionPolicy again =
                details.reprovisionPolicy() == null ? ReprovisionPolicy.DEFAULT : details.reprovisionPolicy();
        return new ProvisioningSettings(
                isEnabled(details),
                policy,
                hubs,
                again.updateHubAssignment(),
                again.migrateDeviceData(),
                details.capabilities() != null && details.capabilities().iotEdge(),
                twin(details, stored));
    }

    private static boolean isEnabled(ProvisioningDetails details) {
        return !"disabled".equals(details.provisioningStatus());
    }

    /** A twin that says the same keeps its text, so that a client that rewrites numbers changes nothing (section 3.7). */
    private static String twin(ProvisioningDetails details, ProvisioningSettings stored) {
        String given =
                details.initialTwin() == null ? null : details.initialTwin().text();
        return stored != null && TwinRules.same(stored.initialTwin(), given) ? stored.initialTwin() : given;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
