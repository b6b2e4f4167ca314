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
}
