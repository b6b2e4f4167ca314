package io.slipway.fleet;

import static io.slipway.account.Permission.VIEW_DEVICES;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountId;
import io.slipway.registration.GroupHubChoice;
import io.slipway.registration.HubChoice;
import io.slipway.registration.HubChoices;
import io.slipway.registration.OtherSettings;
import io.slipway.registration.ScopeAddress;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Why a device, or a whole enrollment group, is on its hubs, and what other settings would change. */
@ApplicationScoped
public class Explanations {
    private final Acting acting;
    private final DeviceStore devices;
    private final ExplanationStore store;
    private final HubChoices choices;

    Explanations(Acting acting, DeviceStore devices, ExplanationStore store, HubChoices choices) {
        this.acting = acting;
        this.devices = devices;
        this.store = store;
        this.choices = choices;
    }

    /** The operator learns of all hubs of its scope, a holder of its own and those lent to it. */
    HubChoice ofDevice(AccountSlug account, String idScope, String registrationId, OtherSettings other) {
        Device device = acting.in(account, VIEW_DEVICES, tx -> devices.get(tx, idScope, registrationId));
        if (!device.mine()) {
            throw Problem.notFound("device");
        }
        return choices.of(
                new ScopeAddress(new ScopeId(device.scopeId()), new AccountId(device.operatorId())),
                device.registrationId(),
                acting.require(account, VIEW_DEVICES).id(),
                other);
    }

    GroupHubChoice ofGroup(AccountSlug account, String idScope, String groupId, OtherSettings other) {
        ExplanationStore.Group group = acting.in(account, VIEW_ENROLLMENTS, tx -> store.group(tx, idScope, groupId));
        AccountId operator = acting.require(account, VIEW_ENROLLMENTS).id();
        return choices.ofGroup(
                new ScopeAddress(new ScopeId(group.scopeId()), operator), group.enrollmentGroupId(), other);
    }
}
