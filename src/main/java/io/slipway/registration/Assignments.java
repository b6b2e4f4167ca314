package io.slipway.registration;

import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.hub.LinkedHub;
import io.slipway.spi.HubIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides where an admitted device goes and what has to be written for it. */
@ApplicationScoped
class Assignments {
    // The device SDKs know these two numbers (protocol section 1.3).
    static final int NO_HUB = 400208;
    static final int HUB_REFUSED = 400209;
    private final Clock clock;

    Assignments(Clock clock) {
        this.clock = clock;
    }

    Decision decide(Pending pending, ScopeSnapshot scope, RegistrationStore.Known known, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return refused(pending, refused);
        }
        Verdict.Admitted admitted = (Verdict.Admitted) verdict;
        return switch (pending.purpose()) {
            case REGISTER -> register(pending, scope, known, admitted);
            case OPERATION -> Decision.answered(pending, operation(pending, known, admitted));
            case STATUS -> Decision.answered(pending, status(pending, known, admitted));
        };
    }

    Decision refused(Pending pending, Verdict.Refused verdict) {
        boolean disabled =
                verdict.refusal() == Refusal.ENROLLMENT_DISABLED || verdict.refusal() == Refusal.GROUP_DISABLED;
        RegistrationAnswer answer = disabled && pending.purpose() != Pending.Purpose.STATUS
                ? Answers.disabled(pending.request(), verdict)
                : new RegistrationAnswer.Refused(verdict.refusal(), verdict.sentence());
        return new Decision(
                pending,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Attempts.refused(pending, verdict, clock.instant())),
                Optional.empty(),
                answer);
    }

    private static RegistrationAnswer operation(
            Pending pending, RegistrationStore.Known known, Verdict.Admitted admitted) {
        return hasRegistered(known)
                ? Answers.operation(known.device(), pending.request(), admitted)
                : new RegistrationAnswer.Refused(
                        Refusal.OPERATION_NOT_FOUND, "There is no such operation. Register again.");
    }

    private static RegistrationAnswer status(
            Pending pending, RegistrationStore.Known known, Verdict.Admitted admitted) {
        return hasRegistered(known)
                ? Answers.status(known.device(), pending.request(), admitted)
                : new RegistrationAnswer.Refused(Refusal.NOT_REGISTERED, "This device has not registered yet.");
    }

    private static boolean hasRegistered(RegistrationStore.Known known) {
        return known.device() != null && !"unassigned".equals(known.device().status());
    }

    private Decision register(
            Pending pending, ScopeSnapshot scope, RegistrationStore.Known known, Verdict.Admitted admitted) {
        DeviceRecord device = DeviceRecord.of(pending, known.device(), admitted);
        List<LinkedHub> candidates = Allocation.candidates(scope, admitted.settings());
        return Allocation.kept(scope, admitted.settings(), device)
                .or(() -> Allocation.choose(candidates, device))
                .map(hub -> assigned(pending, scope, device, admitted, hub))
                .orElseGet(() -> failed(pending, device, admitted, NO_HUB, noHub(scope, admitted, candidates)));
    }

    private Decision assigned(
            Pending pending, ScopeSnapshot scope, DeviceRecord device, Verdict.Admitted admitted, LinkedHub hub) {
        Instant now = clock.instant();
        boolean first = device.hubId() == null;
        boolean moves = !first && !hub.hubId().value().equals(device.hubId());
        boolean resets = !first
                && !admitted.settings().migrateDeviceData()
                && admitted.settings().updateHubAssignment();
        String deviceId = device.deviceId() == null ? admitted.deviceId() : device.deviceId();
        String credential = CredentialFingerprint.of(
                admitted.credential(), admitted.settings().iotEdge());
        boolean writesHub = first || moves || resets || !credential.equals(device.credential());
        DeviceRecord after = device.assignedTo(
                hub, deviceId, credential, substatus(device, moves, resets), first || moves || resets ? now : null);
        Optional<HubStep> step =
                writesHub ? Optional.of(step(scope, device, admitted, hub, deviceId, moves, resets)) : Optional.empty();
        boolean changed = first || moves;
        return new Decision(
                pending,
                Optional.of(after),
                step,
                changed ? Optional.of(Attempts.assigned(pending, after, now)) : Optional.empty(),
                changed ? Optional.of(Decision.Assignment.of(device)) : Optional.empty(),
                Answers.operation(after.oneVersionOn(), pending.request(), admitted));
    }

    private static HubStep step(
            ScopeSnapshot scope,
            DeviceRecord device,
            Verdict.Admitted admitted,
            LinkedHub hub,
            String deviceId,
            boolean moves,
            boolean resets) {
        ProvisioningSettings settings = admitted.settings();
        HubIdentity identity = new HubIdentity(
                deviceId,
                admitted.credential(),
                settings.iotEdge(),
                settings.initialTwin() == null ? "{}" : settings.initialTwin(),
                resets ? HubIdentity.Twin.RESET : HubIdentity.Twin.KEEP);
        Optional<LinkedHub> left = scope.hubs().stream()
                .filter(linked -> moves && linked.hubId().value().equals(device.hubId()))
                .findFirst();
        return new HubStep(hub, identity, left, moves && settings.migrateDeviceData(), device, admitted);
    }

    private static String substatus(DeviceRecord device, boolean moves, boolean resets) {
        if (resets) {
            return "deviceDataReset";
        }
        return moves ? "deviceDataMigrated" : device.substatus() == null ? "initialAssignment" : device.substatus();
    }

    Decision failed(Pending pending, DeviceRecord device, Verdict.Admitted admitted, int code, String sentence) {
        DeviceRecord after = device.failed(code, sentence, clock.instant());
        return new Decision(
                pending,
                Optional.of(after),
                Optional.empty(),
                Optional.of(
                        Attempts.failed(pending, after, code == NO_HUB ? "no-hub" : "hub-refused", clock.instant())),
                Optional.empty(),
                Answers.operation(after.oneVersionOn(), pending.request(), admitted));
    }

    private static String noHub(ScopeSnapshot scope, Verdict.Admitted admitted, List<LinkedHub> candidates) {
        if (scope.hubs().isEmpty()) {
            return "No hub is linked to the scope. Link one, then let the device try again.";
        }
        return candidates.isEmpty()
                ? "None of the hubs the enrollment names takes part in allocation: "
                        + String.join(", ", admitted.settings().iotHubs()) + "."
                : "Every hub this device may be assigned to is unhealthy.";
    }
}
