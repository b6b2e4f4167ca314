package io.slipway.reassignment;

import java.util.UUID;

/**
 * One device's part of a reassignment, as a worker claimed it.
 *
 * @param fromDeviceId what the hub calls it on which it was, null for none
 * @param toHubId null for none, or for the one that allocation chooses
 * @param tries how often it was claimed since its last step, this time included
 * @param put whether an earlier try may have put it into its target
 */
public record Part(
        String registrationKey,
        String registrationId,
        String state,
        UUID fromHubId,
        String fromDeviceId,
        UUID toHubId,
        int tries,
        boolean put) {
    /** On its way to another target than before, which does not know it yet. */
    Part notPut() {
        return new Part(registrationKey, registrationId, state, fromHubId, fromDeviceId, toHubId, tries, false);
    }
}
