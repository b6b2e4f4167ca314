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
import io.slipway.reassignment.DeviceMove;
import io.slipway.reassignment.DeviceMoves;
import io.slipway.registration.Departure;
import io.slipway.registration.Departures;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finding devices, telling their story, and deprovisioning them. */
@ApplicationScoped
public class Devices {
    private static final int STORY = 50;
    private static final int MOVES = 5;

    /** A list's page, and how many match in all; of a narrowed one counted up to 10,001. */
    public record Page(Keyset<Device> devices, long count) {}

    /**
     * One device, in whose hands it was, its part in the latest reassignments, its latest attempts and what happened to it.
     *
     * @param cut whether there are more attempts or events than these
     */
    public record Story(
            Device device,
            List<CustodyPeriod> periods,
            List<DeviceMove> moves,
            List<Attempt> attempts,
            List<Event> events,
            boolean cut) {}

    private final Acting acting;
    private final DeviceStore store;
    private final DeviceCountStore counts;
    private final AttemptStore attempts;
    private final CustodyStore custody;
    private final DeviceMoves moves;
    private final Departures departures;
    private final Events events;

    Devices(
            Acting acting,
            DeviceStore store,
            DeviceCountStore counts,
            AttemptStore attempts,
            CustodyStore custody,
            DeviceMoves moves,
            Departures departures,
            Events events) {
        this.acting = acting;
        this.store = store;
        this.counts = counts;
        this.attempts = attempts;
        this.custody = custody;
        this.moves = moves;
        this.departures = departures;
        this.events = events;
    }

    Page page(AccountSlug account, DeviceFilter filter) {
        return acting.in(
                account,
                VIEW_DEVICES,
                tx -> new Page(Keyset.of(store.page(tx, filter), filter.limit(), Device::position), count(tx, filter)));
    }

    /** Some whom the account's devices can be filtered by, and the one they are filtered by now. */
    List<Lessee> lessees(AccountSlug account, DeviceFilter filter, int most) {
        return acting.in(
                account,
                VIEW_DEVICES,
                tx -> store.lessees(tx, filter.conditions().holder(), most));
    }

    long count(AccountSlug account, DeviceFilter filter) {
        return acting.in(account, VIEW_DEVICES, tx -> count(tx, filter));
    }

    private long count(AccountTx tx, DeviceFilter filter) {
        return filter.isNarrowed() ? store.count(tx, filter) : counts.total(tx).devices();
    }

    Device get(AccountSlug account, String idScope, String registrationId) {
        return acting.in(account, VIEW_DEVICES, tx -> store.get(tx, idScope, registrationId));
    }

    Story story(AccountSlug account, String idScope, String registrationId) {
        return acting.in(account, VIEW_DEVICES, tx -> {
            Device device = store.get(tx, idScope, registrationId);
            List<Attempt> tried = attempts.of(tx, device.scopeId(), registrationId, STORY + 1);
            List<Event> happened = events.of(tx, "device", device.objectId(), STORY + 1);
            return new Story(
                    device,
                    device.mine() ? custody.periods(tx, idScope, registrationId) : List.of(),
                    moves.of(tx, device.scopeId(), registrationId.toLowerCase(Locale.ROOT), MOVES),
                    newest(tried),
                    newest(happened),
                    tried.size() > STORY || happened.size() > STORY);
        });
    }

    /**
     * Forgets the assignment, and has the hub forget the device. The enrollment stays, so the device may register again; to
     * keep it away, disable or delete the enrollment first (protocol section 5.5).
     */
    void deprovision(AccountSlug account, String idScope, String registrationId, Integer version) {
        Departure departure = acting.in(account, MANAGE_DEVICES, tx -> {
            Device device = deprovisionable(tx, idScope, registrationId, version);
            Departure leaving = new Departure(
                    device.scopeId(), registrationId.toLowerCase(Locale.ROOT), device.hubId(), device.deviceId());
            store.forget(tx, device);
            departures.note(tx, List.of(leaving));
            events.record(
                    tx,
                    Act.of("device.deprovisioned", device.objectId(), device.registrationId())
                            .in(new ScopeId(device.scopeId()))
                            .changing(Map.of("hub", device.hubHostName(), "deviceId", device.deviceId()), null));
            return leaving;
        });
        departures.begin(acting.require(account, MANAGE_DEVICES).id(), List.of(departure));
    }

    /** Every try to register in the account's scopes, also of devices that nobody enrolled. */
    Keyset<Attempt> attempts(AccountSlug account, AttemptFilter filter) {
        return acting.in(
                account, VIEW_DEVICES, tx -> Keyset.of(attempts.page(tx, filter), filter.limit(), Attempt::position));
    }

    List<Failures> failures(AccountSlug account) {
        return acting.in(account, VIEW_DEVICES, attempts::failures);
    }

    private static <T> List<T> newest(List<T> read) {
        return read.subList(0, Math.min(STORY, read.size()));
    }

    private Device deprovisionable(AccountTx tx, String idScope, String registrationId, Integer version) {
        Device device = store.get(tx, idScope, registrationId);
        if (!device.mine()) {
            throw Problem.notFound("device");
        }
        Versions.check(version, device.version());
        if (!device.operatorId().equals(tx.account().value())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Only %s, who operates its scope, removes this device from its hub. Move it to another hub, or return it.",
                    device.operator());
        }
        if (!device.held()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "This device is leased to %s, who decides where it is. Recall the lease first.",
                    device.holder());
        }
        if (device.hubHostName() == null) {
            throw new Problem(
                    ProblemType.CONFLICT, "This device is not assigned to a hub, so there is nothing to deprovision.");
        }
        return device;
    }
}
