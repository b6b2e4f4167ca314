package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Devices that go the same way, and what may have become of each; the reference that Slipway is compared with. */
final class Batch {
    final List<String> devices;
    private final Map<String, List<DeviceFate>> possible = new HashMap<>();
    private Map<String, DeviceFate> before = Map.of();
    /** What holds the devices, or null. */
    String lease;
    /** The reassignment that surely moved the devices just now, or null. */
    String undoable;

    Batch(List<String> devices, DeviceFate fate) {
        this.devices = devices;
        devices.forEach(id -> possible.put(id, List.of(fate)));
    }

    String holder() {
        return fate(devices.get(0)).holder();
    }

    boolean isHome() {
        return holder().equals(FleetActs.OPERATOR);
    }

    /** Where most of them are. */
    String hub() {
        return fate(devices.get(devices.size() - 1)).hub();
    }

    String leaseAddress(String action) {
        return "leases/" + lease + "/" + action;
    }

    DeviceFate fate(String id) {
        return possible.get(id).get(0);
    }

    void surely(UnaryOperator<DeviceFate> step) {
        before = Map.of();
        undoable = null;
        possible.replaceAll((id, fates) -> fates.stream().map(step).toList());
    }

    /** Of the move just begun, each device may have done nothing or all; rolled back, it came back if it went. */
    void interruptedMove(boolean rolledBack) {
        Map<String, DeviceFate> was = before;
        devices.forEach(id -> {
            DeviceFate went = fate(id);
            DeviceFate ends = rolledBack ? went.movedTo(was.get(id).hub(), true) : went;
            possible.put(id, List.of(was.get(id), ends));
        });
        before = Map.of();
        undoable = null;
    }

    /** Those that the move just begun took away may come back from there. */
    void mayComeBack() {
        Map<String, DeviceFate> was = before;
        devices.forEach(id ->
                possible.put(id, List.of(fate(id), fate(id).movedTo(was.get(id).hub(), true))));
        before = Map.of();
        undoable = null;
    }

    /** Some may have stayed though the others go. */
    void mayHaveStayed(List<String> some) {
        Map<String, DeviceFate> was = before;
        some.forEach(id -> possible.put(id, List.of(was.get(id), fate(id))));
        before = Map.of();
        undoable = null;
    }

    void undoablyMoved(FleetActs.Plan plan) {
        Map<String, DeviceFate> was = new HashMap<>();
        devices.forEach(id -> was.put(id, fate(id)));
        surely(fate -> fate.movedTo(plan.target(), plan.migrates()));
        before = was;
        undoable = plan.id();
    }

    /** Twins come back as they are, whatever the move did with them. */
    void undone() {
        Map<String, DeviceFate> was = before;
        devices.forEach(
                id -> possible.put(id, List.of(fate(id).movedTo(was.get(id).hub(), true))));
        before = Map.of();
        undoable = null;
    }

    /** Its holder and the devices themselves write into their twins. */
    void leftInTwins(int round) {
        possible.replaceAll((id, fates) -> fates.stream()
                .map(fate -> fate.withTwin(Twin.leftBy(fate.holder(), round, id)))
                .toList());
    }

    /** Each is in one of the ways it may be; from then on it is in that one. */
    void settle(Map<String, DeviceFate> fates) {
        for (String id : devices) {
            DeviceFate fate = fates.get(id);
            assertTrue(possible.get(id).contains(fate), () -> "%s is %s%nand should be one of %s"
                    .formatted(id, fate, possible.get(id)));
            possible.put(id, List.of(fate));
        }
    }
}
