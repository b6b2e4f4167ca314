package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An agreement: the lessor leases devices of one scope to the lessee for a term. */
@Entity
class Lease {
    static final Duration TERMINATION_NOTICE = Duration.ofHours(24);
    /** How often devices are leased on. */
    static final int DEEPEST = 4;

    @Id
    private UUID leaseId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID lesseeId;

    @Column(updatable = false)
    private UUID operatorId;

    @Column(updatable = false)
    private UUID scopeId;

    @Column(updatable = false)
    private UUID upperLeaseId;

    @Column(updatable = false)
    private int depth;

    @Column(updatable = false)
    private UUID claimPolicyId;

    private String reference;
    private String state = "proposed";
    private String[] rights;

    @Column(updatable = false)
    private Instant startsAt;

    private Instant endsAt;
    private int noticeDays;
    private Instant offerExpiresAt;
    private String endAction;
    private UUID returnHubId;
    private UUID defaultHubId;
    private String note;
    private String answerNote;
    private String endingReason;
    private Instant recalledAt;
    private String recallReason;
    private Instant terminatesAt;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant proposedAt;

    private Instant answeredAt;
    private Instant startedAt;
    private Instant endedAt;
    private Instant updatedAt;

    protected Lease() {}

    Lease(Ground ground, AccountId lessee, Terms terms, UUID returnHub, Instant now) {
        this.leaseId = UUID.randomUUID();
        this.accountId = ground.lessor().value();
        this.lesseeId = lessee.value();
        this.operatorId = ground.operator().value();
        this.scopeId = ground.scope().value();
        this.upperLeaseId = ground.upperLease();
        this.depth = ground.depth();
        this.reference = terms.reference();
        this.rights = terms.rights().toArray(String[]::new);
        this.startsAt = terms.startsAt();
        this.endsAt = terms.endsAt();
        this.noticeDays = terms.noticeDays();
        this.offerExpiresAt = terms.expiry(now);
        this.endAction = terms.endAction();
        this.returnHubId = returnHub;
        this.note = terms.note();
        this.proposedAt = now;
        this.updatedAt = now;
    }

    /** Of devices that their lessee claims by a code. */
    Lease(ClaimedDevice claimed, AccountId lessee, Terms terms, Instant now) {
        this(
                new Ground(claimed.operator(), claimed.operator(), claimed.scope(), null, 0),
                lessee,
                terms,
                claimed.returnHub(),
                now);
        this.claimPolicyId = claimed.policy();
    }

    /** An answer to devices that are offered in addition leaves the first one as it is, but for a hub it names. */
    void accept(UUID hub, String note, Instant now) {
        if (answeredAt == null) {
            this.answerNote = note;
            this.answeredAt = now;
        }
        this.defaultHubId = hub == null ? defaultHubId : hub;
        this.updatedAt = now;
    }

    void decline(String note, Instant now) {
        this.state = "declined";
        this.answerNote = note;
        this.answeredAt = now;
        this.updatedAt = now;
    }

    void withdraw(Instant now) {
        require(isOpenOffer(), "This offer was answered already. Recall the devices instead.");
        this.state = "withdrawn";
        this.endingReason = "Withdrawn by its lessor.";
        this.updatedAt = now;
    }

    /** The lessor extends it; a recall is taken back by that. */
    void renew(Instant endsAt, Instant now) {
        requireRunning();
        require(this.endsAt != null, "This lease is open: it has no end to put off.");
        require(endsAt == null || endsAt.isAfter(this.endsAt), "A renewal ends later than the term does now.");
        this.endsAt = endsAt;
        this.updatedAt = now;
        dropRecall();
    }

    void requireRecallable() {
        requireRunning();
        require(recalledAt == null, "This lease is recalled already.");
    }

    void recall(String reason, Instant now) {
        requireRecallable();
        this.recalledAt = now;
        this.recallReason = reason;
        this.endingReason = terminatesAt == null ? reason : endingReason;
        this.updatedAt = now;
    }

    boolean isRecalled() {
        return recalledAt != null;
    }

    void takeBackRecall(Instant now) {
        requireRunning();
        require(recalledAt != null, "This lease is not recalled.");
        this.updatedAt = now;
        dropRecall();
    }

    /** A termination that is announced, too, keeps its reason. */
    private void dropRecall() {
        this.recalledAt = null;
        this.recallReason = null;
        this.endingReason = terminatesAt == null ? null : endingReason;
    }

    void giveBack(String reason, Instant now) {
        requireRunning();
        this.state = "ending";
        this.endingReason = reason == null ? "Returned early by its lessee." : reason;
        this.updatedAt = now;
    }

    void requireKept() {
        require(endAction.equals("keep"), "Devices of this lease return by themselves; there is nothing to collect.");
    }

    void collect(UUID hub, Instant now) {
        requireKept();
        this.returnHubId = hub;
        this.updatedAt = now;
    }

    void requireTerminable() {
        require(answeredAt != null && !isOver(), "Only a lease that runs can be terminated.");
        require(terminatesAt == null, "The termination of this lease is announced already.");
    }

    void announceTermination(String reason, Instant now) {
        requireTerminable();
        this.terminatesAt = now.plus(TERMINATION_NOTICE);
        this.endingReason = reason;
        this.updatedAt = now;
    }

    void takeBackTermination(Instant now) {
        require(
                terminatesAt != null && now.isBefore(terminatesAt) && !isOver(),
                "There is no termination to take back.");
        this.terminatesAt = null;
        this.endingReason = recallReason;
        this.updatedAt = now;
    }

    void choose(UUID hub, Instant now) {
        requireRunning();
        this.defaultHubId = hub;
        this.updatedAt = now;
    }

    void standUntil(Instant expiry, Instant now) {
        this.offerExpiresAt = expiry;
        this.updatedAt = now;
    }

    boolean isOpenOffer() {
        return state.equals("proposed") && answeredAt == null;
    }

    /** Accepted, and neither over nor about to be. */
    boolean isRunning() {
        return answeredAt != null && (state.equals("proposed") || state.equals("active"));
    }

    boolean isOver() {
        return List.of("ended", "declined", "withdrawn", "terminated").contains(state);
    }

    boolean isEnding() {
        return state.equals("ending");
    }

    void requireRunning() {
        require(isRunning(), "This lease does not run. Its state is " + state + ".");
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new Problem(ProblemType.CONFLICT, sentence);
        }
    }

    LeaseId id() {
        return new LeaseId(leaseId);
    }

    Ground ground() {
        return new Ground(lessor(), operator(), scope(), upperLeaseId, depth);
    }

    AccountId lessor() {
        return new AccountId(accountId);
    }

    AccountId lessee() {
        return new AccountId(lesseeId);
    }

    AccountId operator() {
        return new AccountId(operatorId);
    }

    ScopeId scope() {
        return new ScopeId(scopeId);
    }

    String reference() {
        return reference;
    }

    String state() {
        return state;
    }

    List<String> rights() {
        return List.of(rights);
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    int depth() {
        return depth;
    }

    int noticeDays() {
        return noticeDays;
    }

    Instant offerExpiresAt() {
        return offerExpiresAt;
    }

    /** Until when the lessee may answer: an offer of a term that is over is none. */
    Instant standsUntil() {
        return isOpenOffer() && endsAt != null && endsAt.isBefore(offerExpiresAt) ? endsAt : offerExpiresAt;
    }

    /** Whether a device that is promised that many days, or to stay for good, may join: nine tenths of them are left, and no more. */
    boolean takesMore(Integer termDays, Instant now) {
        boolean isToLast = (isRunning() || isOpenOffer()) && recalledAt == null && terminatesAt == null;
        if (termDays == null || endsAt == null) {
            return isToLast && termDays == null && endsAt == null;
        }
        Duration term = Duration.ofDays(termDays);
        Duration left = Duration.between(now, endsAt);
        return isToLast
                && left.compareTo(term) <= 0
                && left.compareTo(term.dividedBy(10).multipliedBy(9)) >= 0;
    }

    /** Whether devices of it go to that hub, null for no wish. */
    boolean sendsTo(UUID hub) {
        return hub == null || answeredAt == null || hub.equals(defaultHubId);
    }

    Instant terminatesAt() {
        return terminatesAt;
    }

    int version() {
        return version;
    }
}
