package io.slipway.sharing;

import io.slipway.audit.Act;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A hub loan as both companies see it.
 *
 * @param hub null, as all of the hub, for a tenant whose loan has ended
 * @param account what addresses call the hub's company, and {@code company} its name
 * @param tenant likewise the tenant's
 * @param devices those that the tenant leases and has there, in whatever scope
 * @param lenderEndsSince since when the hub's company wants it to end, null if it does not
 * @param borrowerEndsSince likewise the tenant
 * @param ofOurHub whether the acting account is the hub's company
 * @param endedAt null while it lasts
 */
public record HubLoanFacts(
        HubLoanId id,
        String hub,
        String hostName,
        String health,
        Integer capacity,
        String account,
        String company,
        String tenant,
        String tenantCompany,
        String note,
        long devices,
        int version,
        Instant createdAt,
        Instant lenderEndsSince,
        Instant borrowerEndsSince,
        boolean ofOurHub,
        Instant endedAt) {
    /** Whether it ends once its last device is gone. */
    public boolean isEnding() {
        return endingSince() != null && lasts();
    }

    /** Since when either company wants it to end. */
    public Instant endingSince() {
        return Stream.of(lenderEndsSince, borrowerEndsSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Since when the acting account wants it to end, null if it does not. */
    public Instant endedByUsSince() {
        return ofOurHub ? lenderEndsSince : borrowerEndsSince;
    }

    /** Since when the other company wants it to end, null if it does not. */
    public Instant endedByThemSince() {
        return ofOurHub ? borrowerEndsSince : lenderEndsSince;
    }

    /** The name of the other company. */
    public String partner() {
        return ofOurHub ? tenantCompany : company;
    }

    public boolean lasts() {
        return endedAt == null;
    }

    Act act(String action) {
        return Act.of(action, id, hub);
    }
}
