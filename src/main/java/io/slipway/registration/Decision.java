package io.slipway.registration;

import java.util.Optional;

/**
 * What is going to happen to one request.
 *
 * @param device the row to write, if any
 * @param hub what to write to a hub first, if anything
 * @param attempt what to record, if anything
 * @param before where the device was before, if its assignment changes
 */
record Decision(
        Pending pending,
        Optional<DeviceRecord> device,
        Optional<HubStep> hub,
        Optional<Attempt> attempt,
        Optional<Assignment> before,
        RegistrationAnswer answer) {
    /** Hub and device ID, as the audit trail shows them. */
    record Assignment(String hub, String deviceId) {
        static Assignment of(DeviceRecord device) {
            return new Assignment(device.hubHostName(), device.deviceId());
        }
    }

    static Decision answered(Pending pending, RegistrationAnswer answer) {
        return new Decision(pending, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), answer);
    }

    boolean changesAssignment() {
        return before.isPresent();
    }

    /** The same, after its device row was written once more under the same request. */
    Decision oneVersionOn() {
        HubStep step = hub.orElseThrow();
        HubStep later = new HubStep(
                step.hub(),
                step.identity(),
                step.left(),
                step.migrates(),
                step.device().oneVersionOn(),
                step.admitted());
        return new Decision(
                pending, device.map(DeviceRecord::oneVersionOn), Optional.of(later), attempt, before, answer);
    }
}
