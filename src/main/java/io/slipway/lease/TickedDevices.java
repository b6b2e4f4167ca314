package io.slipway.lease;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Devices that were ticked in the table of a lease, and how they stand.
 *
 * @param states of lease devices, and {@code leaving} for those that are recalled by themselves
 */
record TickedDevices(List<String> ids, Set<String> states) {
    private static final Set<String> RECALLABLE = Set.of("proposed", "starting", "active");

    static TickedDevices of(List<String> ticked) {
        List<String[]> split = ticked.stream()
                .filter(device -> device.contains("/"))
                .map(device -> device.split("/", 2))
                .toList();
        return new TickedDevices(
                split.stream().map(device -> device[1]).toList(),
                split.stream().map(device -> device[0]).collect(Collectors.toSet()));
    }

    public String joined() {
        return String.join("\n", ids);
    }

    public boolean areAll(String state) {
        return states.equals(Set.of(state));
    }

    /** A recalled device may be returned before its notice is over. */
    public boolean areInHand() {
        return !states.isEmpty() && Set.of("active", "leaving").containsAll(states);
    }

    public boolean areRecallable() {
        return !states.isEmpty() && RECALLABLE.containsAll(states);
    }
}
