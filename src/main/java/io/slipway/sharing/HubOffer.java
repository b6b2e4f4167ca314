package io.slipway.sharing;

import io.slipway.db.AccountId;
import io.slipway.hub.Hub;
import io.slipway.hub.HubId;
import io.slipway.scope.ScopeId;
import io.slipway.security.OneTimeCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A company offers one of its hubs to an operator, by name or by a code used once; answered, it stays as a fact. */
@Entity
class HubOffer {
    @Id
    private UUID hubOfferId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID hubId;

    private UUID operatorId;
    private UUID scopeId;

    @Column(updatable = false)
    private byte[] codeHash;

    @Column(updatable = false)
    private String codeHint;

    @Column(updatable = false)
    private String note;

    private String state;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private Instant expiresAt;

    private Instant answeredAt;

    protected HubOffer() {}

    private HubOffer(Hub hub, HubOfferDetails details, Instant now) {
        this.hubOfferId = UUID.randomUUID();
        this.accountId = hub.account().value();
        this.hubId = hub.id().value();
        this.note = details.note();
        this.state = "offered";
        this.createdAt = now;
        this.expiresAt = now.plus(Duration.ofDays(details.days()));
    }

    static HubOffer to(AccountId operator, Hub hub, HubOfferDetails details, Instant now) {
        HubOffer offer = new HubOffer(hub, details, now);
        offer.operatorId = operator.value();
        return offer;
    }

    static HubOffer byCode(OneTimeCode code, Hub hub, HubOfferDetails details, Instant now) {
        HubOffer offer = new HubOffer(hub, details, now);
        offer.codeHash = code.hash();
        offer.codeHint = code.hint();
        return offer;
    }

    /** Whoever brings the code becomes the operator it is made to; nobody else can bring it any more. */
    void takeUp(AccountId operator) {
        this.operatorId = operator.value();
    }

    void accept(ScopeId scope, Instant now) {
        this.scopeId = scope.value();
        answer("accepted", now);
    }

    void decline(Instant now) {
        answer("declined", now);
    }

    void withdraw(Instant now) {
        answer("withdrawn", now);
    }

    /** Nobody answered it. */
    void expire() {
        this.state = "expired";
    }

    private void answer(String state, Instant now) {
        this.state = state;
        this.answeredAt = now;
    }

    boolean isOpen(Instant now) {
        return state.equals("offered") && now.isBefore(expiresAt);
    }

    boolean isOverdue(Instant now) {
        return state.equals("offered") && !now.isBefore(expiresAt);
    }

    boolean isTaken() {
        return operatorId != null;
    }

    HubOfferId id() {
        return new HubOfferId(hubOfferId);
    }

    AccountId account() {
        return new AccountId(accountId);
    }

    HubId hub() {
        return new HubId(hubId);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Null while nobody has brought the code. */
    AccountId operator() {
        return operatorId == null ? null : new AccountId(operatorId);
    }

    int version() {
        return version;
    }
}
