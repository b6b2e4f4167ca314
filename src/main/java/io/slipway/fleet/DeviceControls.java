package io.slipway.fleet;

import static io.slipway.account.Permission.CONTROL_DEVICES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.registration.Disablements;
import io.slipway.registration.ScopeAddress;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Validation;
import jakarta.enterprise.context.ApplicationScoped;

/** What the holder of a device does with it: an operator that holds it itself, or a lessee whose lease allows it. */
@ApplicationScoped
public class DeviceControls {
    private static final int REASON = 256;

    private record Controlled(Device device, Actor by) {
        Disablements.Target target() {
            return new Disablements.Target(
                    new ScopeAddress(new ScopeId(device.scopeId()), new AccountId(device.operatorId())),
                    device.idScope(),
                    device.registrationId(),
                    new AccountId(device.holderId()),
                    device.hubHostName(),
                    device.deviceId());
        }
    }

    private final Acting acting;
    private final DeviceStore store;
    private final Disablements disablements;

    DeviceControls(Acting acting, DeviceStore store, Disablements disablements) {
        this.acting = acting;
        this.store = store;
        this.disablements = disablements;
    }

    void disable(AccountSlug account, String idScope, String registrationId, String reason) {
        String why = reason == null ? "" : reason.strip();
        new Validation()
                .require(!why.isEmpty(), "reason", "Say why; the device is told, and every company it concerns.")
                .require(why.length() <= REASON, "reason", "Say it in at most %d characters.".formatted(REASON))
                .throwIfAny();
        Controlled controlled = acting.in(account, CONTROL_DEVICES, tx -> disableable(tx, idScope, registrationId));
        disablements.disable(controlled.target(), controlled.by(), why);
    }

    void enable(AccountSlug account, String idScope, String registrationId) {
        Controlled controlled = acting.in(account, CONTROL_DEVICES, tx -> {
            Device device = store.get(tx, idScope, registrationId);
            return device.mayBeEnabled()
                    ? new Controlled(device, tx.actor())
                    : disableable(tx, idScope, registrationId);
        });
        disablements.enable(controlled.target(), controlled.by());
    }

    /** The device if the acting account holds it with this right of a lease. */
    Device held(AccountTx tx, String idScope, String registrationId, String right) {
        Device device = store.get(tx, idScope, registrationId);
        if (!device.mine()) {
            throw Problem.notFound("device");
        } else if (!device.held()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "This device is leased to %s, who decides about it. Recall the lease first.",
                    device.holder());
        } else if (!device.allows(right)) {
            throw new Problem(
                    ProblemType.NOT_PERMITTED,
                    "The lease does not let you do this. Ask %s to grant it.",
                    device.operator());
        }
        return device;
    }

    private Controlled disableable(AccountTx tx, String idScope, String registrationId) {
        Device device = held(tx, idScope, registrationId, "disable");
        if (device.isDisabled() && !device.mayBeEnabled()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "%s disabled this device, and only they can enable it.",
                    device.disabledBy() == null ? "Another company" : device.disabledBy());
        }
        return new Controlled(device, tx.actor());
    }
}
