package io.slipway.fleet;

import static io.slipway.account.Permission.MANAGE_DEVICES;
import static io.slipway.account.Permission.VIEW_DEVICES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Event;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Keyset;
import io.slipway.hub.Hubs;
import io.slipway.hub.LinkedHub;
import io.slipway.plugin.Connectors;
import io.slipway.scope.ScopeId;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finding devices, telling their story, and deprovisioning them. */
@ApplicationScoped
public class Devices {
    private static final int STORY = 50;

    /** A list's page, and how many match in all, counted no further than 10,000. */
    public record Page(Keyset<Device> devices, int count) {}

    /** One device, its latest attempts and what happened to it. */
    public record Story(Device device, List<Attempt> attempts, List<Event> events) {}

    private final Acting acting;
    private final DeviceStore store;
    private final AttemptStore attempts;
    private final Hubs hubs;
    private final Connectors connectors;
    private final Events events;

    Devices(Acting acting, DeviceStore store, AttemptStore attempts, Hubs hubs, Connectors connectors, Events events) {
        this.acting = acting;
        this.store = store;
        this.attempts = attempts;
        this.connectors = connectors;
        this.hubs = hubs;
        this.events = events;
    }

    Page page(AccountSlug account, DeviceFilter filter) {
        return acting.in(
                account,
                VIEW_DEVICES,
                tx -> new Page(
                        Keyset.of(store.page(tx, filter), filter.limit(), Device::position), store.count(tx, filter)));
    }

    Device get(AccountSlug account, String idScope, String registrationId) {
        return acting.in(account, VIEW_DEVICES, tx -> store.get(tx, idScope, registrationId));
    }

    Story story(AccountSlug account, String idScope, String registrationId) {
        return acting.in(account, VIEW_DEVICES, tx -> {
            Device device = store.get(tx, idScope, registrationId);
            return new Story(
                    device,
                    attempts.of(tx, device.scopeId(), registrationId, STORY),
                    events.of(tx, "device", device.objectId(), STORY));
        });
    }

    /** The twin as its hub has it; empty if the device is nowhere, or is not this account's to look into. */
    Optional<HubTwin> twin(AccountSlug account, String idScope, String registrationId) {
        Optional<Place> place = acting.in(account, VIEW_DEVICES, tx -> {
            Device device = store.get(tx, idScope, registrationId);
            return device.mine() ? place(tx, device) : Optional.empty();
        });
        return place.flatMap(at ->
                connectors
                        .await(connectors
                                .of(at.hub().connector())
                                .twins(at.hub().target(), List.of(at.deviceId())))
                        .stream()
                        .findFirst());
    }

    /**
     * Removes the device from its hub and forgets the assignment. The enrollment stays, so the device may register again;
     * to keep it away, disable or delete the enrollment first (protocol section 5.5).
     */
    void deprovision(AccountSlug account, String idScope, String registrationId, Integer version) {
        Device before = acting.in(account, MANAGE_DEVICES, tx -> assigned(tx, idScope, registrationId, version));
        acting.in(account, MANAGE_DEVICES, tx -> place(tx, before)).ifPresent(this::remove);
        acting.in(account, MANAGE_DEVICES, tx -> {
            Device device = assigned(tx, idScope, registrationId, before.version());
            store.forget(tx, device);
            events.record(
                    tx,
                    Act.of("device.deprovisioned", device.objectId(), device.registrationId())
                            .in(new ScopeId(device.scopeId()))
                            .changing(Map.of("hub", device.hubHostName(), "deviceId", device.deviceId()), null));
            return null;
        });
    }

    /** Every try to register in the account's scopes, also of devices that nobody enrolled. */
    Keyset<Attempt> attempts(AccountSlug account, AttemptFilter filter) {
        return acting.in(
                account, VIEW_DEVICES, tx -> Keyset.of(attempts.page(tx, filter), filter.limit(), Attempt::position));
    }

    List<Failures> failures(AccountSlug account) {
        return acting.in(account, VIEW_DEVICES, attempts::failures);
    }

    private void remove(Place place) {
        try {
            HubWrite write = connectors
                    .await(connectors
                            .of(place.hub().connector())
                            .remove(place.hub().target(), List.of(place.deviceId())))
                    .get(0);
            if (!write.isDone()) {
                throw new Problem(
                        ProblemType.UNAVAILABLE, "%s did not remove the device: %s", place.hub(), write.failure());
            }
        } catch (HubUnavailable e) {
            throw new Problem(ProblemType.UNAVAILABLE, "Nothing was changed, the hub is away: %s", e.getMessage());
        }
    }

    private Device assigned(AccountTx tx, String idScope, String registrationId, Integer version) {
        Device device = store.get(tx, idScope, registrationId);
        if (!device.mine()) {
            throw Problem.notFound("device");
        }
        Versions.check(version, device.version());
        if (device.hubHostName() == null) {
            throw new Problem(
                    ProblemType.CONFLICT, "This device is not assigned to a hub, so there is nothing to deprovision.");
        }
        return device;
    }

    private Optional<Place> place(AccountTx tx, Device device) {
        return hubs.linked(tx, new ScopeId(device.scopeId())).stream()
                .filter(hub -> hub.hostName().equals(device.hubHostName()))
                .findFirst()
                .map(hub -> new Place(hub, device.deviceId()));
    }

    private record Place(LinkedHub hub, String deviceId) {}
}
