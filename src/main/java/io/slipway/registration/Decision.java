package io.slipway.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is going to happen to one request.
 *
 * @param device the row to write, if any
 * @param hub what to write to a hub first, if anything
 * @param attempt what to record, if anything
 * @param before where the device was before, if its assignment changes
 * @param later whether the hub chosen must forget the device first, so that the request has to wait; then nothing else is said
 */
record Decision(
        Pending pending,
        Holding holding,
        Optional<DeviceRecord> device,
        Optional<HubStep> hub,
        Optional<Attempt> attempt,
        Optional<Assignment> before,
        RegistrationAnswer answer,
        boolean later) {
    /** Hub and device ID, as the audit trail shows them. */
    record Assignment(String hub, String deviceId) {
        static Assignment of(DeviceRecord device) {
            return new Assignment(device.hubHostName(), device.deviceId());
        }
    }

    static Decision answered(Pending pending, RegistrationAnswer answer) {
        return of(pending, answer, false);
    }

    static Decision later(Pending pending) {
        return of(pending, null, true);
    }

    private static Decision of(Pending pending, RegistrationAnswer answer, boolean later) {
        return new Decision(
                pending,
                Holding.of(pending.scope()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                answer,
                later);
    }

    boolean changesAssignment() {
        return before.isPresent();
    }

    /** What a hub is to forget once this is committed. */
    List<Departure> departures() {
        if (device.isEmpty()) {
            return List.of();
        }
        List<Departure> departures =
                new ArrayList<>(pending.straysExcept(device.get().hubId()));
        hub.ifPresent(step -> step.left()
                .map(left -> Departure.of(pending, left, step.identity().deviceId()))
                .ifPresent(departures::add));
        return departures;
    }

    /** The same, after its device row was written once more under the same request. */
    Decision oneVersionOn() {
        HubStep step = hub.orElseThrow();
        HubStep next = new HubStep(
                step.hub(),
                step.identity(),
                step.left(),
                step.migrates(),
                step.device().oneVersionOn(),
                step.admitted());
        return new Decision(
                pending,
                holding,
                device.map(DeviceRecord::oneVersionOn),
                Optional.of(next),
                attempt,
                before,
                answer,
                false);
    }
}
