package io.slipway.lease;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.reassignment.Custody;
import io.slipway.reassignment.Direction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes down who held which device, and when, as the devices pass from hand to hand. */
@ApplicationScoped
class LeaseCustody implements Custody {
    /** Symmetric keys and certificates are in the device; nobody can change them from outside. */
    private static final String CREDENTIAL =
            "The credential stays the device's own; it cannot be rotated from outside.";

    private static final String NO_HUB = "It is on no hub now, and is sent to one when it registers.";
    private static final String OTHER_HUB =
            "The hub that was named for its return takes no devices of this scope any more; it went to %s.";

    private final LeaseCourseStore store;
    private final Events events;
    private final Work work;
    private final Clock clock;

    LeaseCustody(LeaseCourseStore store, Events events, Work work, Clock clock) {
        this.store = store;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public void passed(AccountTx tx, UUID leaseId, Direction direction, List<String> registrationKeys) {
        Instant now = clock.instant();
        Standing lease = store.locked(tx, leaseId).orElseThrow();
        switch (direction) {
            case START -> {
                store.hold(tx, leaseId, registrationKeys, now);
                begin(tx, lease, now);
            }
            case END -> {
                store.release(tx, leaseId, registrationKeys, now);
                if (lease.upperLeaseId() != null) {
                    note(tx, lease, lease.upperLeaseId(), now);
                }
            }
        }
        Map<String, String> elsewhere =
                direction == Direction.END && !lease.endAction().equals("disable")
                        ? store.elsewhere(tx, lease.scopeId().value(), registrationKeys, lease.returnHubId())
                        : Map.of();
        record(tx, lease, direction, store.registrationIds(tx, leaseId, registrationKeys), elsewhere);
    }

    @Override
    public void finished(AccountTx tx, UUID leaseId, Direction direction, Map<String, String> failures) {
        Map<String, String> sorted = new TreeMap<>(failures);
        store.fail(tx, leaseId, List.copyOf(sorted.keySet()), List.copyOf(sorted.values()));
        Standing lease = store.locked(tx, leaseId).orElseThrow();
        boolean isTooLate = direction == Direction.START && lease.isEnding();
        if (isTooLate) {
            // It is over before they came; they stay with their lessor.
            store.moveDevices(tx, leaseId, "starting", "removed");
        }
        int left = direction == Direction.START ? lease.starting() : lease.ending();
        if (isTooLate || failures.isEmpty() && left == 0) {
            note(tx, lease, leaseId, clock.instant());
        }
    }

    /** A lease runs from the first device that is handed over. */
    private void begin(AccountTx tx, Standing lease, Instant now) {
        if (lease.state().equals("proposed")) {
            store.move(tx, lease.leaseId(), "active", null, now);
            Act act =
                    Act.of("lease.started", lease.leaseId(), lease.reference()).in(lease.scopeId());
            events.recordAllFor(tx, lease.trails(), List.of(act));
        }
    }

    /** Each side learns from whom or to whom; where a device is not on the hub it was to be on, all but the lessee learn it. */
    private void record(
            AccountTx tx,
            Standing lease,
            Direction direction,
            List<String> registrationIds,
            Map<String, String> elsewhere) {
        String action = direction == Direction.START ? "device.leased" : "device.returned";
        String from = direction == Direction.START ? lease.lessorName() : lease.lesseeName();
        String to = direction == Direction.START ? lease.lesseeName() : lease.lessorName();
        Map<String, String> after = Map.of(
                "from", String.valueOf(from),
                "holder", String.valueOf(to),
                "lease", lease.reference(),
                "credential", CREDENTIAL);
        for (AccountId trail : lease.trails().stream().distinct().toList()) {
            boolean learnsHub = !trail.equals(lease.lesseeId());
            List<Act> acts = registrationIds.stream()
                    .map(id -> Act.of(action, lease.idScope() + "/" + id, id)
                            .in(lease.scopeId())
                            .changing(
                                    null,
                                    learnsHub && elsewhere.containsKey(id) ? at(elsewhere.get(id), after) : after))
                    .toList();
            events.recordAllFor(tx, List.of(trail), acts);
        }
    }

    private static Map<String, String> at(String hostName, Map<String, String> after) {
        Map<String, String> more = new TreeMap<>(after);
        more.put("hub", hostName.isEmpty() ? NO_HUB : OTHER_HUB.formatted(hostName));
        return more;
    }

    private void note(AccountTx tx, Standing lease, UUID leaseId, Instant now) {
        work.note(tx, new Work.Item(LeaseCourse.WORK, leaseId, lease.operatorId()), now);
    }
}
