package io.slipway.lease;

import io.slipway.db.AccountTx;
import io.slipway.reassignment.Direction;
import io.slipway.reassignment.Handovers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Devices that leave a lease which runs on. Where one is leased on, it comes back from below first; what is only offered there,
 * or has not come yet, is withdrawn. In the device plane as the operator.
 */
@ApplicationScoped
class Leavings {
    static final String ABOVE = "The lease above it takes the devices back.";
    private static final String RECALLED = "They were recalled before they came.";
    private static final String LOST = "They are gone, or not in their lessor's hands any more.";

    private final LeavingStore store;
    private final LeaseCourseStore leases;
    private final Handovers handovers;

    Leavings(LeavingStore store, LeaseCourseStore leases, Handovers handovers) {
        this.store = store;
        this.leases = leases;
        this.handovers = handovers;
    }

    /** Whose devices, how many of them, and why they were taken out of the lease before they came, or are gone. */
    record Withdrawn(Standing lease, int devices, String reason) {
        Map<String, Object> said() {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("devices", devices);
            said.put("reason", reason);
            return said;
        }
    }

    /** Whether what has not come yet can be kept from coming: nothing is being handed over, and nothing begins to be now. */
    boolean mayWithdrawStarting(AccountTx tx, UUID lease) {
        if (handovers.isUnderWay(tx, lease, Direction.START)) {
            return false;
        }
        store.lockStarting(tx, lease);
        return !handovers.isUnderWay(tx, lease, Direction.START);
    }

    /** Leases below that have, or were offered, devices that leave now. */
    List<UUID> below(AccountTx tx, Standing lease, Instant now) {
        return store.belowLeaving(tx, lease.leaseId(), now);
    }

    /** Devices that are recalled, from this lease and from those below; their lessors get them back from there. */
    List<Withdrawn> recall(AccountTx tx, Standing lease, List<UUID> below, Instant now) {
        List<Withdrawn> withdrawn = new ArrayList<>();
        withdrawn.add(withdraw(tx, lease, RECALLED, now));
        for (UUID each : below) {
            Standing lower = leases.locked(tx, each).orElseThrow();
            store.recallBelow(tx, lease.leaseId(), each, now);
            withdrawn.add(withdraw(tx, lower, ABOVE, now));
        }
        return withdrawn.stream().filter(some -> some.devices() > 0).toList();
    }

    private Withdrawn withdraw(AccountTx tx, Standing lease, String reason, Instant now) {
        List<String> states =
                mayWithdrawStarting(tx, lease.leaseId()) ? List.of("proposed", "starting") : List.of("proposed");
        return new Withdrawn(lease, store.withdrawLeaving(tx, lease.leaseId(), states, now), reason);
    }

    /** Devices that can neither come nor go any more, so that the lease does not wait for them. */
    List<Withdrawn> lost(AccountTx tx, Standing lease, Instant now) {
        int lost = 0;
        if (lease.starting() > 0 && mayWithdrawStarting(tx, lease.leaseId())) {
            lost += store.withdrawLost(tx, lease);
        }
        if (lease.ending() > 0 && !handovers.isUnderWay(tx, lease.leaseId(), Direction.END)) {
            lost += store.releaseLost(tx, lease.leaseId(), now);
        }
        return lost == 0 ? List.of() : List.of(new Withdrawn(lease, lost, LOST));
    }
}
