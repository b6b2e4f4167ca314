package io.slipway.lease;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes what is done to a lease into the trails of its companies: lessor, lessee, and the operator above them; and has the
 * lessee told.
 */
@ApplicationScoped
class LeaseTrails {
    private final Events events;
    private final LeaseNotices notices;

    LeaseTrails(Events events, LeaseNotices notices) {
        this.events = events;
        this.notices = notices;
    }

    void record(AccountTx tx, Lease lease, String action, Map<String, ?> before, Map<String, ?> after) {
        List<AccountId> trails = List.of(lease.lessor(), lease.lessee(), lease.operator());
        Act act = act(lease, action).changing(before, after);
        events.recordAllFor(tx, trails, List.of(act));
        notices.told(tx, lease, action);
    }

    /** The hub that devices return to is no business of the lessee's. */
    void proposed(AccountTx tx, Lease lease, int devices, Terms terms) {
        Act act = act(lease, "lease.proposed");
        recordPrivately(
                tx,
                lease,
                act.changing(null, Map.of("devices", devices, "terms", terms)),
                act.changing(null, Map.of("devices", devices, "terms", terms.withoutReturnHub())));
    }

    /** Where one company wants the devices is no business of the other's. */
    void recordHub(AccountTx tx, Lease lease, String action, Map<String, String> hub) {
        Act act = act(lease, action);
        recordPrivately(tx, lease, act.changing(null, hub), act);
    }

    /** The acting company and the operator, whose scope its hubs are linked to, read more than the other one. */
    private void recordPrivately(AccountTx tx, Lease lease, Act own, Act others) {
        List<AccountId> insiders = List.of(tx.account(), lease.operator());
        List<AccountId> outsiders = Stream.of(lease.lessor(), lease.lessee())
                .filter(company -> !insiders.contains(company))
                .toList();
        events.recordAllFor(tx, insiders, List.of(own));
        events.recordAllFor(tx, outsiders, List.of(others));
        notices.told(tx, lease, own.action());
    }

    private static Act act(Lease lease, String action) {
        return Act.of(action, lease.id(), lease.reference()).in(lease.scope());
    }
}
