package io.slipway.reassignment;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;
import io.slipway.web.Numbers;
import java.time.Instant;
import java.util.UUID;

/**
 * Move these devices to that hub: a plan, then its progress.
 *
 * @param accountId the scope's
 * @param requesterId who asked
 * @param purpose {@code move}, {@code undo}, {@code takeBack}, {@code leaseStart} or {@code leaseEnd}
 * @param undoes what it takes back, or null
 * @param targetHubId null if each device has its own target, or none
 * @param twins {@code migrate} or {@code reset}
 * @param state {@code planned}, {@code scheduled}, {@code running}, {@code paused}, {@code cancelling}, {@code cancelled} or
 *     {@code finished}
 * @param waveSize devices a wave, null for all at once
 * @param lease what both companies call the lease that is handed over or taken back
 * @param requester name of the company that asked for it
 * @param wave the one that is under way, from 1
 * @param pauseAbove percent of failures above which it pauses, null for never
 * @param failuresAccepted failures of this wave that somebody saw and went on with, or that a lease tries again
 * @param absentAfter minutes a device may take to register again, null for any time
 * @param absentAction {@code leave} or {@code rollBack}
 * @param arrivalsSeenAt devices that registered until shortly before have been looked at, null for none yet
 * @param disables whether devices may not register any more afterwards
 * @param rollsBack whether what was switched is taken back once it is cancelled
 * @param devices how many it is for
 * @param leftOut how many of those asked for it is not for, by reason, as JSON
 * @param approval who approved it as a second person, as JSON, or null
 * @param needsApproval whether it is a plan of the reader's company that waits for a second person
 * @param askedBy the person or API client, as JSON
 */
public record Reassignment(
        UUID reassignmentId,
        AccountId accountId,
        AccountId requesterId,
        String requester,
        ScopeId scopeId,
        String idScope,
        String purpose,
        UUID leaseId,
        String lease,
        UUID undoes,
        String reason,
        UUID targetHubId,
        String targetHub,
        String targetHostName,
        String twins,
        String state,
        Instant startsAt,
        Integer waveSize,
        int wave,
        Integer pauseAbove,
        int failuresAccepted,
        Integer absentAfter,
        String absentAction,
        Instant arrivalsSeenAt,
        String pausedBecause,
        boolean disables,
        boolean rollsBack,
        int devices,
        String leftOut,
        String approval,
        boolean needsApproval,
        String askedBy,
        int version,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {
    /** What events and lists call it. */
    public String title() {
        return title(purpose, lease, targetHub);
    }

    static String title(String purpose, String lease, String targetHub) {
        return switch (purpose) {
            case "leaseStart" -> "Hand over the lease " + lease;
            case "leaseEnd" -> "Take back the lease " + lease;
            case "undo" -> "Undo a reassignment";
            case "takeBack" -> "Take back devices that did not arrive";
            default -> "Move to " + (targetHub == null ? "another hub" : targetHub);
        };
    }

    boolean isPlan() {
        return state.equals("planned");
    }

    boolean isHandover() {
        return Direction.isPurpose(purpose);
    }

    Direction direction() {
        return Direction.ofPurpose(purpose);
    }

    /** Whether devices may be switched now. */
    boolean isRunning() {
        return state.equals("running");
    }

    /** How long a device may take to register again. */
    public String absence() {
        return absentAfter % 60 == 0
                ? Numbers.counted(absentAfter / 60, "hour")
                : Numbers.counted(absentAfter, "minute");
    }

    public boolean migrates() {
        return twins.equals("migrate") && !isHandover();
    }
}
