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
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Writes down who held which device, and when, as the devices pass from hand to hand. */
@ApplicationScoped
class LeaseCustody implements Custody {
    /** Symmetric keys and certificates are in the device; nobody can change them from outside. */
    private static final String CREDENTIAL =
            "The credential stays the device's own; it cannot be rotated from outside.";

    private static final String NO_HUB = "It is on no hub now, and is sent to one when it registers.";

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
        Set<String> hubless = direction == Direction.END && !lease.endAction().equals("disable")
                ? store.withoutHub(tx, lease.scopeId().value(), registrationKeys)
                : Set.of();
        record(tx, lease, direction, store.registrationIds(tx, leaseId, registrationKeys), hubless);
    }

    @Override
    public void finished(AccountTx tx, UUID leaseId, Direction direction, Map<String, String> failures) {
        Map<String, String> sorted = new TreeMap<>(failures);
        store.fail(tx, leaseId, List.copyOf(sorted.keySet()), List.copyOf(sorted.values()));
        Standing lease = store.locked(tx, leaseId).orElseThrow();
        if (direction == Direction.START && lease.isEnding()) {
            // It is over before they came; they stay with their lessor.
            store.moveDevices(tx, leaseId, "starting", "removed");
        }
        if (failures.isEmpty()) {
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

    /** Each side learns from whom or to whom; of a device that is on no hub now, its lessor and the operator learn that too. */
    private void record(
            AccountTx tx, Standing lease, Direction direction, List<String> registrationIds, Set<String> hubless) {
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
                            .changing(null, learnsHub && hubless.contains(id) ? withoutHub(after) : after))
                    .toList();
            events.recordAllFor(tx, List.of(trail), acts);
        }
    }

    private static Map<String, String> withoutHub(Map<String, String> after) {
        Map<String, String> more = new TreeMap<>(after);
        more.put("hub", NO_HUB);
        return more;
    }

    private void note(AccountTx tx, Standing lease, UUID leaseId, Instant now) {
        work.note(tx, new Work.Item(LeaseCourse.WORK, leaseId, lease.operatorId()), now);
    }
}
