package io.slipway.certificate;

import io.slipway.db.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** What changes about a certificate after it was brought: its name and the state of its proof. */
@Entity
class Certificate {
    @Id
    private UUID certificateId;

    @Column(insertable = false, updatable = false)
    private UUID scopeId;

    @Column(insertable = false, updatable = false)
    private UUID supplierId;

    private String name;

    @Column(updatable = false)
    private byte[] der;

    private String verificationCode;
    private Instant verifiedAt;

    @Version
    private int version;

    private Instant updatedAt;

    protected Certificate() {}

    void rename(String name, Instant now) {
        this.name = name;
        this.updatedAt = now;
    }

    /** A new code replaces the one before, so that a proof made for the old one no longer counts. */
    void awaitProof(String code, Instant now) {
        this.verificationCode = code;
        this.updatedAt = now;
    }

    void verify(Instant now) {
        this.verifiedAt = now;
        this.verificationCode = null;
        this.updatedAt = now;
    }

    void withdrawVerification(Instant now) {
        this.verifiedAt = null;
        this.verificationCode = null;
        this.updatedAt = now;
    }

    CertificateId id() {
        return new CertificateId(certificateId);
    }

    AccountId supplier() {
        return supplierId == null ? null : new AccountId(supplierId);
    }

    String name() {
        return name;
    }

    byte[] der() {
        return der;
    }

    String verificationCode() {
        return verificationCode;
    }

    boolean isVerified() {
        return verifiedAt != null;
    }

    int version() {
        return version;
    }
}
