package io.slipway.scope;

import io.slipway.db.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A provisioning service instance of an operator. */
@Entity
public class Scope {
    @Id
    private UUID scopeId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private String idScope;

    private String name;
    private String allocationPolicy;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected Scope() {}

    Scope(AccountId account, ScopeDetails details, Instant now) {
        this.scopeId = UUID.randomUUID();
        this.accountId = account.value();
        this.idScope = IdScope.random().value();
        this.createdAt = now;
        change(details, now);
    }

    final void change(ScopeDetails details, Instant now) {
        this.name = details.name();
        this.allocationPolicy = details.allocationPolicy();
        this.updatedAt = now;
    }

    public ScopeId id() {
        return new ScopeId(scopeId);
    }

    public AccountId account() {
        return new AccountId(accountId);
    }

    public IdScope idScope() {
        return new IdScope(idScope);
    }

    public String name() {
        return name;
    }

    public String allocationPolicy() {
        return allocationPolicy;
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

    /** What clients of the DPS service API connect to (protocol section 0.5). */
    String serviceHost(String domain) {
        return idScope.toLowerCase(Locale.ROOT) + "." + domain;
    }

    ScopeDetails details() {
        return new ScopeDetails(name, allocationPolicy);
    }
}
