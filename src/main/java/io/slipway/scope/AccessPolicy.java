package io.slipway.scope;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A shared access policy: a name, rights, and two keys that both work, so that one can be replaced at a time. */
@Entity
@IdClass(AccessPolicy.Key.class)
class AccessPolicy {
    record Key(UUID scopeId, String name) implements Serializable {}

    @Id
    private UUID scopeId;

    @Id
    private String name;

    @Column(updatable = false)
    private UUID accountId;

    private String[] rights;
    private byte[] primaryKey;
    private byte[] secondaryKey;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected AccessPolicy() {}

    AccessPolicy(Scope scope, AccessPolicyDetails details, Instant now) {
        this.scopeId = scope.id().value();
        this.accountId = scope.account().value();
        this.name = details.name();
        this.createdAt = now;
        change(details.rights(), now);
    }

    final void change(List<AccessRight> rights, Instant now) {
        this.rights = rights.stream().map(AccessRight::name).toArray(String[]::new);
        this.updatedAt = now;
    }

    void replace(KeySlot slot, byte[] sealed, Instant now) {
        switch (slot) {
            case PRIMARY -> primaryKey = sealed;
            case SECONDARY -> secondaryKey = sealed;
        }
        this.updatedAt = now;
    }

    byte[] sealed(KeySlot slot) {
        return switch (slot) {
            case PRIMARY -> primaryKey;
            case SECONDARY -> secondaryKey;
        };
    }

    /** Where its keys belong, so that they open nowhere else. */
    String place() {
        return "access-policy/" + scopeId + "/" + name;
    }

    public String name() {
        return name;
    }

    public List<AccessRight> rights() {
        return List.of(rights).stream().map(AccessRight::valueOf).toList();
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
