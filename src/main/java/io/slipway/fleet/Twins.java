package io.slipway.fleet;

import static io.slipway.account.Permission.CONTROL_DEVICES;
import static io.slipway.account.Permission.VIEW_DEVICES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.hub.LinkedHub;
import io.slipway.plugin.Connectors;
import io.slipway.registration.Places;
import io.slipway.scope.ScopeId;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import io.slipway.web.Change;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Twins of devices in the acting account's hands, read from their hubs and changed there. */
@ApplicationScoped
public class Twins {
    private static final String RIGHT = "twin";

    /**
     * What somebody wants a twin to be.
     *
     * @param merge whether it is a merge patch, rather than the whole
     * @param version of the desired properties that were looked at, null for whichever is there
     */
    record Edit(DesiredProperties desired, boolean merge, Integer version) {
        DesiredProperties appliedTo(DesiredProperties current) {
            return merge ? current.merged(desired) : desired;
        }
    }

    /** What an edit would change, without changing it. */
    record Preview(DesiredProperties after, int version, List<Change> changes) {}

    private record Found(Device device, LinkedHub hub, HubTwin twin) {
        DesiredProperties desired() {
            return new DesiredProperties(twin.desiredJson());
        }
    }

    private final Acting acting;
    private final DeviceStore store;
    private final DeviceControls controls;
    private final Places places;
    private final Connectors connectors;
    private final Events events;

    Twins(
            Acting acting,
            DeviceStore store,
            DeviceControls controls,
            Places places,
            Connectors connectors,
            Events events) {
        this.acting = acting;
        this.store = store;
        this.controls = controls;
        this.places = places;
        this.connectors = connectors;
        this.events = events;
    }

    /** As its hub has it; empty if the device is nowhere, or in another company's hands. */
    Optional<HubTwin> get(AccountSlug account, String idScope, String registrationId) {
        Device device = acting.in(account, VIEW_DEVICES, tx -> store.get(tx, idScope, registrationId));
        return device.held() ? found(device).map(Found::twin) : Optional.empty();
    }

    Preview preview(AccountSlug account, String idScope, String registrationId, Edit edit) {
        Found found = editable(controllable(account, idScope, registrationId), edit);
        DesiredProperties after = edit.appliedTo(found.desired());
        return new Preview(after, found.twin().desiredVersion(), found.desired().changes(after));
    }

    /** The event and the change are one: what the hub refuses is not recorded. */
    HubTwin change(AccountSlug account, String idScope, String registrationId, Edit edit) {
        Found found = editable(controllable(account, idScope, registrationId), edit);
        DesiredProperties after = edit.appliedTo(found.desired());
        acting.in(account, CONTROL_DEVICES, tx -> {
            controls.held(tx, idScope, registrationId, RIGHT);
            record(tx, found, after);
            write(found, after);
            return null;
        });
        return get(account, idScope, registrationId).orElseThrow(() -> Problem.notFound("twin"));
    }

    private Device controllable(AccountSlug account, String idScope, String registrationId) {
        return acting.in(account, CONTROL_DEVICES, tx -> controls.held(tx, idScope, registrationId, RIGHT));
    }

    private Found editable(Device device, Edit edit) {
        Found found = found(device).orElseThrow(() -> Problem.notFound("twin"));
        int version = found.twin().desiredVersion();
        if (edit.version() != null && edit.version() != version) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Somebody changed the desired properties meanwhile; they are at version %d by now. Look again, then decide.",
                    version);
        }
        return found;
    }

    private Optional<Found> found(Device device) {
        if (device.hubHostName() == null) {
            return Optional.empty();
        }
        return places.hub(new AccountId(device.operatorId()), new ScopeId(device.scopeId()), device.hubHostName())
                .flatMap(hub ->
                        connectors
                                .await(connectors.of(hub.connector()).twins(hub.target(), List.of(device.deviceId())))
                                .stream()
                                .findFirst()
                                .map(twin -> new Found(device, hub, twin)));
    }

    /** The other company learns that the twin was changed, not what is in it. */
    private void record(AccountTx tx, Found found, DesiredProperties after) {
        Device device = found.device();
        Act act = Act.of("device.twinChanged", device.objectId(), device.registrationId())
                .in(new ScopeId(device.scopeId()));
        events.recordForBoth(
                tx,
                new AccountId(device.operatorId()),
                act.changing(Map.of("desired", found.desired().json()), Map.of("desired", after.json())),
                act);
    }

    private void write(Found found, DesiredProperties after) {
        try {
            HubWrite written = connectors.await(connectors
                    .of(found.hub().connector())
                    .changeDesired(
                            found.hub().target(),
                            found.device().deviceId(),
                            after.text(),
                            found.twin().desiredVersion()));
            if (!written.isDone()) {
                throw new Problem(ProblemType.CONFLICT, "%s Look again, then decide.", written.failure());
            }
        } catch (HubUnavailable e) {
            throw new Problem(ProblemType.UNAVAILABLE, "%s Nothing is changed; try again.", e.getMessage());
        }
    }
}
