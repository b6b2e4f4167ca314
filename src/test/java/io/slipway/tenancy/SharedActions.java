package io.slipway.tenancy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the published actions concern two companies. One that is in neither list fails {@link TwoTrailsTest}. */
final class SharedActions {
    /** Each is in a story of {@link Stories} that two companies read. */
    static final Set<String> SHARED = actions(
            "claim made asked approved refused",
            "device supplied assigned leased moved returned disabled enabled twinChanged",
            "hubLink created changed ending kept abandoned deleted",
            "hubLoan created ending kept ended",
            "hubOffer created takenUp accepted declined withdrawn expired",
            "lease proposed devicesOffered offerExpired withdrawn devicesWithdrawn accepted declined deviceClaimed"
                    + " claimApproved started hubChosen renewed recalled recallTakenBack returned terminationAnnounced"
                    + " terminationTakenBack terminated ending collected ended",
            "reassignment planned discarded expired approved started paused resumed retried cancelling cancelled rolledBack"
                    + " finished",
            "supplyGrant created revoked");

    /** A company's own business, or, of what a manufacturer brought, told to both as the tests of supply show. */
    static final Set<String> OWN = actions(
            "accessPolicy created changed deleted rotated revealed",
            "accountSetting changed",
            "certificate uploaded renamed codeIssued verified verificationRefused verificationWithdrawn deleted",
            "claimPolicy created changed closed reopened codesIssued codesWithdrawn",
            // Only a device that is in its operator's own hands.
            "device deprovisioned",
            "enrollment created changed enabled disabled keysReplaced rotated revealed deleted",
            "enrollmentGroup created changed enabled disabled keysReplaced rotated revealed keyDerived deleted",
            "hub created changed healthChanged deleted",
            "leaseApproval asked approved refused",
            "notice givenUp",
            "scope created changed deleted");

    /** What only some of the companies of an action read in it. Whatever else an event says, all of them read. */
    static final Map<String, String> PRIVATE = Map.of(
            "lease.proposed", "returnHub",
            "lease.hubChosen", "defaultHub",
            "lease.collected", "hub",
            "device.returned", "hub",
            "device.twinChanged", "desired");

    private SharedActions() {}

    static Set<String> all() {
        return Stream.of(SHARED, OWN).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> actions(String... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> List.of(kind.split(" ")))
                .flatMap(kind -> kind.stream().skip(1).map(word -> kind.get(0) + "." + word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
