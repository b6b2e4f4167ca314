package io.slipway.registration;

import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.hub.LinkedHub;
import io.slipway.spi.HubIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides where an admitted device goes and what has to be written for it. */
@ApplicationScoped
class Assignments {
    // The device SDKs know these two numbers (protocol section 1.3).
    static final int NO_HUB = 400208;
    static final int HUB_REFUSED = 400209;
    private static final Set<Refusal> DISABLED =
            Set.of(Refusal.ENROLLMENT_DISABLED, Refusal.GROUP_DISABLED, Refusal.DEVICE_DISABLED);
    private final Clock clock;

    Assignments(Clock clock) {
        this.clock = clock;
    }

    Decision decide(Pending pending, ScopeSnapshot scope, RegistrationStore.Known known, Verdict verdict) {
        Holding holding = known.holding() == null ? Holding.of(pending.scope()) : known.holding();
        if (verdict instanceof Verdict.Refused refused) {
            return refused(pending, holding, refused);
        }
        Verdict.Admitted admitted = (Verdict.Admitted) verdict;
        return switch (pending.purpose()) {
            case REGISTER -> register(
                    pending, scope, DeviceRecord.of(pending, known.device(), admitted), holding, admitted);
            case OPERATION -> Decision.answered(pending, operation(pending, known, admitted));
            case STATUS -> Decision.answered(pending, status(pending, known, admitted));
        };
    }

    private Decision refused(Pending pending, Holding holding, Verdict.Refused verdict) {
        RegistrationAnswer answer = DISABLED.contains(verdict.refusal()) && pending.purpose() != Pending.Purpose.STATUS
                ? Answers.disabled(pending.request(), verdict)
                : new RegistrationAnswer.Refused(verdict.refusal(), verdict.sentence());
        return new Decision(
                pending,
                holding,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Attempts.refused(pending, holding, verdict, clock.instant())),
                Optional.empty(),
                answer,
                false);
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
            Pending pending, ScopeSnapshot scope, DeviceRecord device, Holding holding, Verdict.Admitted admitted) {
        Allocation.Question asked = Allocation.Question.of(scope, admitted.settings(), device, holding);
        return Allocation.choose(asked)
                .map(hub -> holding.departing().contains(hub.hubId().value())
                        ? Decision.later(pending)
                        : assigned(pending, scope, device, asked, admitted, hub))
                .orElseGet(() -> failed(pending, holding, device, admitted, NO_HUB, noHub(asked)));
    }

    private Decision assigned(
            Pending pending,
            ScopeSnapshot scope,
            DeviceRecord device,
            Allocation.Question asked,
            Verdict.Admitted admitted,
            LinkedHub hub) {
        Holding holding = asked.holding();
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
                holding,
                Optional.of(after),
                step,
                changed || holding.awaited()
                        ? Optional.of(Attempts.assigned(pending, holding, after, Decided.of(asked, hub, admitted), now))
                        : Optional.empty(),
                changed ? Optional.of(Decision.Assignment.of(device)) : Optional.empty(),
                Answers.operation(after.oneVersionOn(), pending.request(), admitted),
                false);
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
                true,
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

    Decision failed(
            Pending pending,
            Holding holding,
            DeviceRecord device,
            Verdict.Admitted admitted,
            int code,
            String sentence) {
        DeviceRecord after = device.failed(code, sentence, clock.instant());
        String reason = code == NO_HUB ? "no-hub" : "hub-refused";
        return new Decision(
                pending,
                holding,
                Optional.of(after),
                Optional.empty(),
                Optional.of(Attempts.failed(pending, holding, after, reason, clock.instant())),
                Optional.empty(),
                Answers.operation(after.oneVersionOn(), pending.request(), admitted),
                false);
    }

    /** Why there is none to choose. */
    static String noHub(Allocation.Question asked) {
        if (asked.hubs().isEmpty()) {
            return "No hub is linked to the scope. Link one, then let the device try again.";
        }
        boolean hasCandidates = asked.hubs().stream()
                .anyMatch(hub -> Allocation.standing(hub, asked).isCandidate());
        if (hasCandidates) {
            return "Every hub this device may be assigned to is unhealthy.";
        }
        return asked.holding().isLeased()
                ? "The device is leased, and its holder has no hub that takes devices of this scope."
                        + " Let the holder offer a hub to the scope, or lend it one."
                : "None of the hubs the enrollment names takes part in allocation: " + String.join(", ", asked.named())
                        + ".";
    }
}
