package io.slipway.hub;

import io.slipway.db.AccountId;
import io.slipway.scope.Scope;
import io.slipway.scope.ScopeId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Permission to allocate devices of a scope to a hub. */
@Entity
public class HubLink {
    @Id
    private UUID hubLinkId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID scopeId;

    @Column(updatable = false)
    private UUID hubAccountId;

    @Column(updatable = false)
    private UUID hubId;

    private int weight;
    private boolean applyAllocationPolicy;
    private Instant scopeEndsSince;
    private Instant hubEndsSince;
    private Instant scopeAbandonedAt;
    private Instant hubAbandonedAt;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected HubLink() {}

    HubLink(Scope scope, AccountId hubAccount, HubId hub, HubLinkDetails details, Instant now) {
        this.hubLinkId = UUID.randomUUID();
        this.accountId = scope.account().value();
        this.scopeId = scope.id().value();
        this.hubAccountId = hubAccount.value();
        this.hubId = hub.value();
        this.createdAt = now;
        change(details, now);
    }

    final void change(HubLinkDetails details, Instant now) {
        this.weight = details.weight();
        this.applyAllocationPolicy = details.applyAllocationPolicy();
        this.updatedAt = now;
    }

    /** From now on no device comes; the link ends once the last one is gone. */
    void endOnceEmpty(AccountId by, Instant now) {
        wish(by, now);
        this.updatedAt = now;
    }

    /** It ends all the same if the other company wants that too. */
    void keep(AccountId by, Instant now) {
        wish(by, null);
        giveUpHub(by, null);
        this.updatedAt = now;
    }

    /** The link ends although its hub has something to forget, which stays there. */
    void abandon(AccountId by, Instant now) {
        giveUpHub(by, now);
        this.updatedAt = now;
    }

    private void wish(AccountId by, Instant since) {
        if (by.equals(account())) {
            this.scopeEndsSince = since;
        } else {
            this.hubEndsSince = since;
        }
    }

    private void giveUpHub(AccountId by, Instant at) {
        if (by.equals(account())) {
            this.scopeAbandonedAt = at;
        } else {
            this.hubAbandonedAt = at;
        }
    }

    boolean isEnding() {
        return scopeEndsSince != null || hubEndsSince != null;
    }

    boolean isEndedBy(AccountId account) {
        return (account.equals(account()) ? scopeEndsSince : hubEndsSince) != null;
    }

    boolean isAbandonedBy(AccountId account) {
        return (account.equals(account()) ? scopeAbandonedAt : hubAbandonedAt) != null;
    }

    public HubLinkId id() {
        return new HubLinkId(hubLinkId);
    }

    public AccountId account() {
        return new AccountId(accountId);
    }

    public ScopeId scope() {
        return new ScopeId(scopeId);
    }

    public HubId hub() {
        return new HubId(hubId);
    }

    public AccountId hubAccount() {
        return new AccountId(hubAccountId);
    }

    HubLinkDetails details() {
        return new HubLinkDetails(weight, applyAllocationPolicy);
    }

    public int weight() {
        return weight;
    }

    public boolean applyAllocationPolicy() {
        return applyAllocationPolicy;
    }

    public int version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
