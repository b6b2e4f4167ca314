package io.slipway.sharing;

import io.slipway.audit.Act;
import java.time.Instant;

/**
 * A hub loan as both companies see it.
 *
 * @param hub null, as all of the hub, for a tenant whose loan has ended
 * @param account what addresses call the hub's company, and {@code company} its name
 * @param tenant likewise the tenant's
 * @param devices those of the tenant there that the acting account may see, counted up to 100,000
 * @param endingSince null unless the loan ends once its last device is gone
 * @param endingByUs whether the acting account wants it to end
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
        Instant endingSince,
        boolean endingByUs,
        Instant endedAt) {
    public boolean isEnding() {
        return endingSince != null && lasts();
    }

    public boolean lasts() {
        return endedAt == null;
    }

    Act act(String action) {
        return Act.of(action, id, hub);
    }
}
