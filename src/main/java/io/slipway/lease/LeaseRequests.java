package io.slipway.lease;

import io.slipway.db.AccountTx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What another feature tells, as a bean, on the page of an account's leases: how it asked for devices, and what came of it. */
public interface LeaseRequests {
    /** The newest ones, those that wait first; in a transaction of the account. */
    List<Request> requests(AccountTx tx);

    /**
     * One device that was asked for.
     *
     * @param company who was asked
     * @param by the agreement that it was asked by
     * @param lease what came of it, null for nothing yet
     */
    record Request(String registrationId, String company, String by, String state, Instant at, UUID lease) {}
}
