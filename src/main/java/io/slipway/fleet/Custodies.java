package io.slipway.fleet;

import static io.slipway.account.Permission.VIEW_DEVICES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Event;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Telling who held a device, to each company its own part: also to one that has given it back. */
@ApplicationScoped
class Custodies {
    private static final int STORY = 200;

    /**
     * What a company knows of a device's hands.
     *
     * @param former whether it sees no more of the device than this
     * @param attempts those of its own time
     * @param events those of its own trail, newest first
     */
    record Told(
            String idScope,
            String registrationId,
            boolean former,
            List<CustodyPeriod> periods,
            List<Attempt> attempts,
            List<Event> events) {}

    private final Acting acting;
    private final DeviceStore devices;
    private final CustodyStore store;
    private final AttemptStore attempts;
    private final Events events;

    Custodies(Acting acting, DeviceStore devices, CustodyStore store, AttemptStore attempts, Events events) {
        this.acting = acting;
        this.devices = devices;
        this.store = store;
        this.attempts = attempts;
        this.events = events;
    }

    /** Of a device that the account held and sees no more; empty for one that it sees. */
    Optional<Told> former(AccountSlug account, String idScope, String registrationId) {
        return acting.in(account, VIEW_DEVICES, tx -> former(tx, idScope, registrationId));
    }

    Told get(AccountSlug account, String idScope, String registrationId) {
        return acting.in(account, VIEW_DEVICES, tx -> former(tx, idScope, registrationId)
                .orElseGet(() -> seen(tx, devices.get(tx, idScope, registrationId))));
    }

    private Optional<Told> former(AccountTx tx, String idScope, String registrationId) {
        List<CustodyPeriod> periods = store.former(tx, idScope, registrationId);
        if (periods.isEmpty()) {
            return Optional.empty();
        }
        CustodyPeriod last = periods.get(0);
        return Optional.of(new Told(
                idScope,
                last.registrationId(),
                true,
                periods,
                attempts.of(tx, last.scopeId(), registrationId, STORY),
                events.of(tx, "device", idScope + "/" + last.registrationId(), STORY)));
    }

    private Told seen(AccountTx tx, Device device) {
        if (!device.mine()) {
            throw Problem.notFound("device");
        }
        return new Told(
                device.idScope(),
                device.registrationId(),
                false,
                store.periods(tx, device.idScope(), device.registrationId()),
                List.of(),
                events.of(tx, "device", device.objectId(), STORY));
    }
}
