package io.slipway.supply;

import io.slipway.db.AccountId;
import io.slipway.scope.Scope;
import io.slipway.scope.ScopeId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** An operator's permission for a manufacturer to bring identities into a scope; withdrawn, it stays as a fact. */
@Entity
class SupplyGrant {
    @Id
    private UUID supplyGrantId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID scopeId;

    @Column(updatable = false)
    private UUID manufacturerId;

    @Column(updatable = false)
    private String note;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant revokedAt;

    protected SupplyGrant() {}

    SupplyGrant(Scope scope, AccountId manufacturer, String note, Instant now) {
        this.supplyGrantId = UUID.randomUUID();
        this.accountId = scope.account().value();
        this.scopeId = scope.id().value();
        this.manufacturerId = manufacturer.value();
        this.note = note;
        this.createdAt = now;
    }

    void revoke(Instant now) {
        this.revokedAt = now;
    }

    SupplyGrantId id() {
        return new SupplyGrantId(supplyGrantId);
    }

    AccountId account() {
        return new AccountId(accountId);
    }

    ScopeId scope() {
        return new ScopeId(scopeId);
    }

    AccountId manufacturer() {
        return new AccountId(manufacturerId);
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    int version() {
        return version;
    }
}
