package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Told as devices of a lease change hands. Called in the device plane's transaction that changes them, acting for the
 * account of the scope; what it writes is committed or undone with that. Must not wait for anything else.
 */
public interface Custody {
    /** These devices, whose rows now name their new holder, are the lessee's, or no more. */
    void passed(AccountTx tx, UUID leaseId, Direction direction, List<String> registrationKeys);

    /**
     * No device of the handover is left to be moved. May be called again after a retry.
     *
     * @param failures by registration key, why a device could not be handed over; it is where it was
     */
    void finished(AccountTx tx, UUID leaseId, Direction direction, Map<String, String> failures);
}
