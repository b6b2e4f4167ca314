package io.slipway.reassignment;

import io.slipway.web.Validation;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people ask for. */
public record ReassignmentDetails(
        @Schema(description = "The devices' scope", examples = "0ne0000ABCD") String idScope,
        Selection devices,
        @Schema(description = "Host name of the hub to move them to", examples = "contoso-west.hub.example.org")
                String targetHub,
        @Schema(
                        description =
                                "migrate takes tags and desired properties along; reset starts with the initial twin",
                        enumeration = {"migrate", "reset"},
                        defaultValue = "migrate")
                String twins,
        @Schema(description = "When to begin; at once if left out") Instant startsAt,
        @Schema(description = "Devices a wave; all at once if left out", examples = "500") Integer waveSize,
        @Schema(description = "Instead of waveSize, 1 to 100", examples = "10") Integer wavePercent,
        @Schema(description = "Pause when more than so many percent of a wave fail, 0 to 100", examples = "5")
                Integer pauseAbove,
        @Schema(description = "Minutes a device may take to register again, up to a year", examples = "1440")
                Integer absentAfter,
        @Schema(
                        description = "What becomes of devices that have not registered by then",
                        enumeration = {"leave", "rollBack"},
                        defaultValue = "leave")
                String absentAction,
        @Schema(description = "Why, for both companies' audit trails", maxLength = 500) String reason) {
    private static final int LONGEST_REASON = 500;
    private static final int A_YEAR = 525_600;

    public ReassignmentDetails {
        devices = devices == null ? Selection.all() : devices;
        targetHub = targetHub == null ? "" : targetHub.strip();
        twins = twins == null || twins.isBlank() ? "migrate" : twins;
        absentAction = absentAction == null || absentAction.isBlank() ? "leave" : absentAction;
        reason = reason == null ? "" : reason.strip();
    }

    void check() {
        devices.check();
        new Validation()
                .require(!targetHub.isEmpty(), "targetHub", "Choose the hub to move the devices to.")
                .require(Set.of("migrate", "reset").contains(twins), "twins", "Choose migrate or reset for the twins.")
                .require(waveSize == null || waveSize > 0, "waveSize", "Give the number of devices in a wave, from 1.")
                .require(
                        waveSize == null || wavePercent == null,
                        "wavePercent",
                        "Give the size of a wave as a number or in percent, not both.")
                .require(within(wavePercent, 1, 100), "wavePercent", "Give a percentage from 1 to 100.")
                .require(within(pauseAbove, 0, 100), "pauseAbove", "Give a percentage from 0 to 100.")
                .require(
                        within(absentAfter, 1, A_YEAR),
                        "absentAfter",
                        "Give the minutes a device may take to register again, up to a year.")
                .require(
                        Set.of("leave", "rollBack").contains(absentAction),
                        "absentAction",
                        "Choose leave or rollBack for devices that have not registered.")
                .require(reason.length() <= LONGEST_REASON, "reason", "Shorten the reason to 500 characters.")
                .throwIfAny();
    }

    /** Devices a wave, null for all at once. */
    Integer waveOf(int devices) {
        return wavePercent == null ? waveSize : Integer.valueOf(Math.max(1, devices * wavePercent / 100));
    }

    private static boolean within(Integer value, int least, int most) {
        return value == null || value >= least && value <= most;
    }
}
