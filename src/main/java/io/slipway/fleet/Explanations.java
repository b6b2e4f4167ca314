package io.slipway.fleet;

import static io.slipway.account.Permission.VIEW_DEVICES;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountId;
import io.slipway.registration.GroupHubChoice;
import io.slipway.registration.GroupHubChoices;
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
    private final AttemptStore attempts;
    private final ExplanationStore store;
    private final HubChoices choices;
    private final GroupHubChoices groups;

    Explanations(
            Acting acting,
            DeviceStore devices,
            AttemptStore attempts,
            ExplanationStore store,
            HubChoices choices,
            GroupHubChoices groups) {
        this.acting = acting;
        this.devices = devices;
        this.attempts = attempts;
        this.store = store;
        this.choices = choices;
        this.groups = groups;
    }

    /** The operator learns of all hubs of its scope, a holder of its own and those lent to it. */
    Explained ofDevice(AccountSlug account, String idScope, String registrationId, OtherSettings other) {
        Device device = acting.in(account, VIEW_DEVICES, tx -> devices.get(tx, idScope, registrationId));
        if (!device.mine()) {
            throw Problem.notFound("device");
        }
        HubChoice choice = choices.of(
                new ScopeAddress(new ScopeId(device.scopeId()), new AccountId(device.operatorId())),
                device.registrationId(),
                acting.require(account, VIEW_DEVICES).id(),
                other);
        PastDecision decided =
                acting.in(account, VIEW_DEVICES, tx -> attempts.decision(tx, device.scopeId(), registrationId)
                        .orElse(null));
        return new Explained(choice, device.leaseReference(), decided);
    }

    GroupHubChoice ofGroup(AccountSlug account, String idScope, String groupId, OtherSettings other) {
        ExplanationStore.Group group = acting.in(account, VIEW_ENROLLMENTS, tx -> store.group(tx, idScope, groupId));
        AccountId operator = acting.require(account, VIEW_ENROLLMENTS).id();
        return groups.ofGroup(
                new ScopeAddress(new ScopeId(group.scopeId()), operator), group.enrollmentGroupId(), other);
    }

    /** All devices of a scope. */
    GroupHubChoice ofScope(AccountSlug account, String idScope, OtherSettings other) {
        ScopeId scope = new ScopeId(scope(account, idScope).scopeId());
        AccountId operator = acting.require(account, VIEW_ENROLLMENTS).id();
        return groups.ofScope(new ScopeAddress(scope, operator), other);
    }

    ExplanationStore.Scoped scope(AccountSlug account, String idScope) {
        return acting.in(account, VIEW_ENROLLMENTS, tx -> store.scope(tx, idScope));
    }

    /** What the lessee holds by a lease. */
    GroupHubChoice ofLease(AccountSlug account, String leaseId, OtherSettings other) {
        ExplanationStore.Leased lease = lease(account, leaseId);
        return groups.ofLease(
                new ScopeAddress(new ScopeId(lease.scopeId()), new AccountId(lease.operatorId())),
                lease.leaseId(),
                acting.require(account, VIEW_DEVICES).id(),
                other);
    }

    ExplanationStore.Leased lease(AccountSlug account, String leaseId) {
        return acting.in(account, VIEW_DEVICES, tx -> store.lease(tx, leaseId));
    }
}
