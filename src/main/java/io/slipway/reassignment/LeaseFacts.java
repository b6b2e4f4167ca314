package io.slipway.reassignment;

import io.slipway.db.AccountId;
import java.util.List;
import java.util.UUID;

/**
 * What a handover needs to know of its lease.
 *
 * @param runs whether devices may come by it: it has not come to its end
 * @param chain the lease itself and those below it
 */
public record LeaseFacts(
        UUID leaseId,
        UUID upperLeaseId,
        AccountId accountId,
        AccountId lesseeId,
        UUID defaultHubId,
        boolean runs,
        List<UUID> chain) {
    /** Who holds the devices once they have changed hands. */
    AccountId holderAfter(Direction direction) {
        return direction == Direction.START ? lesseeId : accountId;
    }

    /** By which lease. */
    UUID leaseAfter(Direction direction) {
        return direction == Direction.START ? leaseId : upperLeaseId;
    }
}
