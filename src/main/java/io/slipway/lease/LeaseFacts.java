package io.slipway.lease;

import io.slipway.web.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A lease as the companies of it see it.
 *
 * @param scopeName null for whoever does not operate it
 * @param given whether the acting account is the lessor
 * @param received whether it is the lessee
 * @param hasWayBack whether a hub of the lessor takes the devices at the end; true for whoever is not the lessor
 * @param held how many devices are handed over or held, counted no further than 10,001
 * @param offered how many more wait for an answer, counted so too
 * @param upperEndsAt when it ends because one above it does, null while none is to end early
 * @param leavesFirstAt when the first device is taken back by itself, null if none is
 * @param kept whether it is over and its lessee keeps devices that are not collected
 */
public record LeaseFacts(
        LeaseId id,
        String reference,
        String state,
        String idScope,
        String scopeName,
        String lessor,
        String lessorName,
        String lessee,
        String lesseeName,
        String operator,
        String operatorName,
        LeaseId upperLease,
        int depth,
        List<String> rights,
        Instant startsAt,
        Instant endsAt,
        int noticeDays,
        Instant offerExpiresAt,
        String endAction,
        String returnHub,
        String defaultHub,
        String note,
        String answerNote,
        String endingReason,
        Instant recalledAt,
        Instant terminatesAt,
        Instant upperEndsAt,
        int version,
        Instant proposedAt,
        Instant answeredAt,
        Instant startedAt,
        Instant endedAt,
        boolean given,
        boolean received,
        boolean hasWayBack,
        int held,
        int offered,
        Instant leavesFirstAt,
        boolean kept) {
    private static final int COUNTED = 10_000;
    private static final Duration SOON = Duration.ofDays(30);

    /** A number of its devices as a person reads it. */
    static String words(int devices) {
        return Numbers.upTo(devices, COUNTED);
    }

    /** Offered or held. */
    public String devices() {
        return words(held + offered);
    }

    public String devicesOffered() {
        return words(offered);
    }

    /** What it is to a person: an accepted one is starting until the first device is handed over. */
    public String stage() {
        return state.equals("proposed") && answeredAt != null ? "starting" : state;
    }

    public boolean isOffer() {
        return state.equals("proposed") && answeredAt == null;
    }

    /** Whether devices of it wait for an answer, at first or in addition. */
    public boolean isOffering() {
        return offered > 0 && (isOffer() || isRunning());
    }

    public boolean isRunning() {
        return answeredAt != null && (state.equals("proposed") || state.equals("active"));
    }

    public boolean isOver() {
        return !isOffer() && !isRunning() && !state.equals("ending");
    }

    /** When a recalled lease ends, null while it is not recalled. */
    public Instant recallDue() {
        return recalledAt == null ? null : recalledAt.plus(Duration.ofDays(noticeDays));
    }

    /** When it ends as things stand, null for open. */
    public Instant ends() {
        return Stream.of(endsAt, recallDue(), upperEndsAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Whether it ends earlier than its own terms say because one above it does. */
    public boolean endsWithUpper() {
        return upperEndsAt != null && upperEndsAt.equals(ends());
    }

    /** When the first of its devices goes back as things stand, null if none is to. */
    Instant firstDeparture() {
        return Stream.of(ends(), leavesFirstAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Whether some of its devices go back before it ends. */
    boolean isRecalledInPart() {
        return isRunning() && leavesFirstAt != null && !firstDeparture().equals(ends());
    }

    /** Whether an announced termination has taken effect, so that its devices are on their way back. */
    public boolean isTerminating(Instant now) {
        return terminatesAt != null && !isOver() && !now.isBefore(terminatesAt);
    }

    public boolean endsSoon(Instant now) {
        return isRunning() && ends() != null && ends().isBefore(now.plus(SOON));
    }

    public boolean allows(String right) {
        return rights.contains(right);
    }

    /** Whether its lessee may lease its devices on now. */
    public boolean leasesOn() {
        return state.equals("active") && allows("sublease") && depth < Lease.DEEPEST;
    }

    /** Devices stay with their lessee after the end until the lessor comes for them. */
    public boolean waitsForCollection() {
        return kept && terminatesAt == null;
    }

    public boolean keepsUntilCollected() {
        return endAction.equals("keep");
    }

    /** Whether the acting account finds that device on its own pages: as its operator, or for having had it in hand. */
    public boolean shows(LeaseDevice device) {
        return given && lessor.equals(operator) || device.state().matches("active|ending|ended");
    }

    /** Whether the acting account leases devices of a scope of its own by it. */
    boolean isOfOwnScope() {
        return given && upperLease == null;
    }

    /** The other company, as the acting one sees it. */
    public String partnerName() {
        return given ? lesseeName : lessorName;
    }
}
