package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people asked for and Slipway confirmed; the reference it is compared with. Who holds a device follows from that alone.
 * Where it is does so up to moves that were interrupted, so of that the model knows where it may be.
 */
final class CustodyModel {
    private static final String INITIAL = "{}";

    private final String lessor;
    private final String home;
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, Set<String>> places = new HashMap<>();
    private final Map<String, Set<String>> placesBefore = new HashMap<>();
    private final Map<String, List<String>> leased = new HashMap<>();
    private final Map<String, List<String>> written = new HashMap<>();

    CustodyModel(String lessor, String home, List<String> devices) {
        this.lessor = lessor;
        this.home = home;
        devices.forEach(device -> {
            holders.put(device, lessor);
            places.put(device, Set.of(home));
        });
    }

    void accepted(String lease, String lessee, String hub, List<String> devices) {
        leased.put(lease, devices);
        devices.forEach(device -> {
            holders.put(device, lessee);
            placesBefore.put(device, places.put(device, Set.of(hub)));
        });
    }

    /** A device that was not handed over yet stays where it was. */
    void returned(String lease) {
        leased.getOrDefault(lease, List.of()).forEach(device -> {
            Set<String> there = new HashSet<>(placesBefore.get(device));
            there.add(home);
            holders.put(device, lessor);
            places.put(device, there);
        });
        leased.remove(lease);
    }

    /** It may be interrupted, taken back, or find the device in other hands. */
    void started(String company, String target, List<String> devices) {
        devices.stream().filter(device -> holders.get(device).equals(company)).forEach(device -> {
            Set<String> there = new HashSet<>(places.get(device));
            there.add(target);
            places.put(device, there);
        });
    }

    /** While nothing was under way with the device. */
    void wrote(String device, String desired) {
        written.computeIfAbsent(device, any -> new ArrayList<>()).add(desired);
    }

    /**
     * Its own words come along with a device that is moved so, and get lost when it is reset or changes hands.
     *
     * @param told what the trail tells of the twin: {@code migrated}, {@code reset} or {@code twinChanged}
     */
    void compareTwin(String device, List<String> told, String desired) {
        Deque<String> words = new ArrayDeque<>(written.getOrDefault(device, List.of()));
        String expected = INITIAL;
        for (String change : told) {
            expected = switch (change) {
                case "migrated" -> expected;
                case "twinChanged" -> words.remove();
                default -> INITIAL;
            };
        }
        assertEquals(expected, desired, () -> device + " after " + told);
        assertEquals(List.of(), List.copyOf(words), device);
    }

    void compare(String device, String holder, String hub) {
        assertEquals(holders.get(device), holder, device);
        assertTrue(places.get(device).contains(hub), () -> "%s is on %s%nand should be on one of %s"
                .formatted(device, hub, places.get(device)));
    }
}
