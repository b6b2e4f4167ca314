package io.slipway.audit;

import io.slipway.db.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A hint which trails this process wrote to lately, so that sealing need not look at every account. It stays a while after
 * the last note, since an event becomes visible only when its transaction commits.
 */
@ApplicationScoped
class UnsealedTrails {
    private static final Duration LONGER_THAN_A_TRANSACTION = Duration.ofSeconds(30);
    private final Map<AccountId, Instant> noted = new ConcurrentHashMap<>();
    private final Clock clock;

    UnsealedTrails(Clock clock) {
        this.clock = clock;
    }

    void note(AccountId trail) {
        noted.put(trail, clock.instant());
    }

    Set<AccountId> recent() {
        Instant oldest = clock.instant().minus(LONGER_THAN_A_TRANSACTION);
        noted.values().removeIf(oldest::isAfter);
        return Set.copyOf(noted.keySet());
    }
}
