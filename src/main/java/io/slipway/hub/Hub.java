package io.slipway.hub;

import io.slipway.db.AccountId;
import io.slipway.spi.HubHealth;
import io.slipway.spi.HubTarget;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** Where provisioned devices connect; belongs to one account, reached through a connector. */
@Entity
public class Hub {
    @Id
    private UUID hubId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private String name;

    @Column(updatable = false)
    private String hostName;

    @Column(updatable = false)
    private String connector;

    @ColumnTransformer(write = "cast(? as jsonb)")
    private String settings;

    private byte[] secrets;
    private Integer capacity;

    // The health check writes these beside the entity, so that it never collides with a person's change.
    @Column(updatable = false)
    private String health;

    @Column(updatable = false)
    private String healthDetail;

    @Column(updatable = false)
    private Instant healthCheckedAt;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    protected Hub() {}

    Hub(HubTarget target, HubDetails details, HubHealth health, Instant now) {
        this.hubId = target.hubId();
        this.accountId = target.accountId();
        this.name = details.name();
        this.hostName = target.hostName();
        this.connector = details.connector();
        this.health = health.healthy() ? "healthy" : "unhealthy";
        this.healthDetail = health.detail();
        this.healthCheckedAt = now;
        this.createdAt = now;
    }

    /** @param sealed the secret settings, encrypted for {@link #place}; null if there are none */
    void change(String settings, byte[] sealed, Integer capacity, Instant now) {
        this.settings = settings;
        this.secrets = sealed;
        this.capacity = capacity;
        this.updatedAt = now;
    }

    public HubId id() {
        return new HubId(hubId);
    }

    public AccountId account() {
        return new AccountId(accountId);
    }

    public String name() {
        return name;
    }

    public String hostName() {
        return hostName;
    }

    public String connector() {
        return connector;
    }

    /** Without the secret ones. */
    String settings() {
        return settings;
    }

    byte[] secrets() {
        return secrets;
    }

    /** How many devices its account wants there at most; null for no limit. */
    public Integer capacity() {
        return capacity;
    }

    /** Where a hub's secrets belong, so that they open nowhere else. */
    static String place(HubId hub) {
        return "hub/" + hub;
    }

    public String health() {
        return health;
    }

    public String healthDetail() {
        return healthDetail;
    }

    /** Null before the first check. */
    public Instant healthCheckedAt() {
        return healthCheckedAt;
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
