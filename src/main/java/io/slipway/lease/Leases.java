package io.slipway.lease;

import static io.slipway.account.Permission.VIEW_LEASES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Event;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Keyset;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Reading leases, from either side. */
@ApplicationScoped
public class Leases {
    private static final int HISTORY = 20;
    private static final int MOST_DEVICES = 1_000;

    /** A lease with its devices by state, its subleases, what happened, and where its devices may be. */
    record Whole(
            LeaseFacts lease,
            Map<String, Integer> counts,
            Leaving leaving,
            List<LeaseFacts> below,
            List<Event> history,
            List<LeaseStore.UsableHub> hubs) {}

    private final Acting acting;
    private final LeaseStore store;
    private final LeaseDeviceStore devices;
    private final Events events;

    Leases(Acting acting, LeaseStore store, LeaseDeviceStore devices, Events events) {
        this.acting = acting;
        this.store = store;
        this.devices = devices;
        this.events = events;
    }

    Keyset<LeaseFacts> page(AccountSlug account, LeaseFilter filter) {
        return acting.in(
                account,
                VIEW_LEASES,
                tx -> Keyset.of(store.page(tx, filter), filter.limit(), lease -> lease.id()
                        .toString()));
    }

    Map<String, Integer> counts(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, store::counts);
    }

    LeaseView get(AccountSlug account, LeaseId id) {
        return acting.in(account, VIEW_LEASES, tx -> view(tx, id));
    }

    Whole whole(AccountSlug account, LeaseId id) {
        return acting.in(account, VIEW_LEASES, tx -> {
            LeaseFacts facts = store.facts(tx, id);
            return new Whole(
                    facts,
                    devices.counts(tx, id),
                    devices.leaving(tx, id),
                    store.below(tx, id),
                    events.of(tx, "lease", id, HISTORY),
                    usableHubs(tx, facts));
        });
    }

    Keyset<LeaseDevice> devices(AccountSlug account, LeaseId id, String state, String after, int limit) {
        if (limit < 1 || limit > MOST_DEVICES) {
            throw Problem.invalid("limit", "Ask for 1 to %d devices at a time.".formatted(MOST_DEVICES));
        }
        return acting.in(account, VIEW_LEASES, tx -> {
            store.facts(tx, id);
            return Keyset.of(
                    devices.page(
                            tx,
                            id,
                            state == null || state.isBlank() ? null : state,
                            LeaseDevice.Place.of(after),
                            limit),
                    limit,
                    LeaseDevice::place);
        });
    }

    /** In the transaction of a change to it. */
    LeaseView view(AccountTx tx, LeaseId id) {
        return LeaseView.of(store.facts(tx, id), devices.counts(tx, id));
    }

    static Problem unknown() {
        return Problem.notFound("lease");
    }

    private List<LeaseStore.UsableHub> usableHubs(AccountTx tx, LeaseFacts facts) {
        if (!facts.given() && !facts.received()) {
            return List.of();
        }
        return store.usable(tx, store.scopeOf(tx, facts.id()), tx.account());
    }
}
