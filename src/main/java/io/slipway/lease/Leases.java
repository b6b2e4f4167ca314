package io.slipway.lease;

import static io.slipway.account.Permission.VIEW_LEASES;

import io.quarkus.arc.All;
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

    /** A lease with its devices by state, the leases above and below, what waits for a second person, what happened, and where its devices may be. */
    record Whole(
            LeaseFacts lease,
            Map<String, Integer> counts,
            Leaving leaving,
            List<LeaseFacts> above,
            List<LeaseFacts> below,
            List<LeaseApproval> waiting,
            List<Event> history,
            List<LeaseHubStore.UsableHub> hubs) {}

    private final Acting acting;
    private final LeaseStore store;
    private final LeaseInboxStore inbox;
    private final LeaseChainStore chains;
    private final LeaseHubStore hubs;
    private final LeaseDeviceStore devices;
    private final LeaseApprovalStore approvals;
    private final Events events;
    private final List<LeaseRequests> requests;

    Leases(
            Acting acting,
            LeaseStore store,
            LeaseInboxStore inbox,
            LeaseChainStore chains,
            LeaseHubStore hubs,
            LeaseDeviceStore devices,
            LeaseApprovalStore approvals,
            Events events,
            @All List<LeaseRequests> requests) {
        this.acting = acting;
        this.store = store;
        this.inbox = inbox;
        this.chains = chains;
        this.hubs = hubs;
        this.devices = devices;
        this.approvals = approvals;
        this.events = events;
        this.requests = requests;
    }

    Keyset<LeaseFacts> page(AccountSlug account, LeaseFilter filter) {
        return acting.in(
                account,
                VIEW_LEASES,
                tx -> Keyset.of(store.page(tx, filter), filter.limit(), lease -> lease.id()
                        .toString()));
    }

    /** With devices that wait for an answer, of this account or of another. */
    List<LeaseFacts> offers(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, inbox::offers);
    }

    Map<String, Integer> counts(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, store::counts);
    }

    /** How the account asked for devices in other ways than by answering offers, and what came of it. */
    List<LeaseRequests.Request> requests(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, tx -> requests.stream()
                .flatMap(feature -> feature.requests(tx).stream())
                .toList());
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
                    chains.above(tx, id),
                    chains.below(tx, id),
                    approvals.pendingOf(tx, id),
                    events.of(tx, "lease", id, HISTORY),
                    usableHubs(tx, facts));
        });
    }

    /** By which the account may lease devices on. */
    List<LeaseFacts> leasingOn(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, chains::leasingOn);
    }

    /** Of those, the ones of that scope; of any if it is empty. */
    List<LeaseFacts> leasingOn(AccountSlug account, String idScope) {
        return leasingOn(account).stream()
                .filter(lease -> idScope.isEmpty() || idScope.equals(lease.idScope()))
                .toList();
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

    private List<LeaseHubStore.UsableHub> usableHubs(AccountTx tx, LeaseFacts facts) {
        if (!facts.given() && !facts.received()) {
            return List.of();
        }
        return hubs.usable(tx, store.scopeOf(tx, facts.id()), tx.account());
    }
}
