package io.slipway.lease;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

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
        Act act =
                Act.of(action, lease.id(), lease.reference()).in(lease.scope()).changing(before, after);
        events.recordAllFor(tx, trails, List.of(act));
        notices.told(tx, lease, action);
    }

    /** The hub that devices return to is no business of the lessee's: its trail has the terms without it. */
    void proposed(AccountTx tx, Lease lease, int devices, Terms terms) {
        events.recordAllFor(tx, List.of(lease.lessor(), lease.operator()), List.of(proposal(lease, devices, terms)));
        events.recordAllFor(tx, List.of(lease.lessee()), List.of(proposal(lease, devices, terms.withoutReturnHub())));
        notices.told(tx, lease, "lease.proposed");
    }

    private static Act proposal(Lease lease, int devices, Terms terms) {
        return Act.of("lease.proposed", lease.id(), lease.reference())
                .in(lease.scope())
                .changing(null, Map.of("devices", devices, "terms", terms));
    }
}
