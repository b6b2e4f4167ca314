package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts where the devices of a group are, and where they would go. */
final class Tally {
    private static final int EXAMPLES = 20;
    private static final String NOWHERE = "";

    /** Of one hub. */
    private static final class Count {
        private int current;
        private int now;
        private int then;
    }

    private final boolean hasOther;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final List<GroupHubChoice.Example> examples = new ArrayList<>();
    private int devices;
    private int moving;

    Tally(List<LinkedHub> hubs, boolean hasOther) {
        this.hasOther = hasOther;
        hubs.forEach(hub -> counts.put(hub.hostName(), new Count()));
        counts.put(NOWHERE, new Count());
    }

    void add(Allocation.Question asked, Allocation.Question otherwise) {
        String current = asked.hubs().stream()
                .filter(hub -> hub.hubId().value().equals(asked.currentHubId()))
                .map(LinkedHub::hostName)
                .findFirst()
                .orElse(NOWHERE);
        String now = goal(asked);
        String then = hasOther ? goal(otherwise) : now;
        devices++;
        counts.get(current).current++;
        counts.get(now).now++;
        counts.get(then).then++;
        if (!current.equals(NOWHERE) && !current.equals(then)) {
            moving++;
            example(asked.registrationId(), current, then);
        }
    }

    GroupHubChoice result(Allocation.Question any, boolean complete) {
        return new GroupHubChoice(
                any.policy(),
                any.named(),
                any.updates(),
                devices,
                complete,
                counts.entrySet().stream()
                        .map(entry -> new GroupHubChoice.HubCount(
                                hostName(entry.getKey()),
                                entry.getValue().current,
                                entry.getValue().now,
                                hasOther ? entry.getValue().then : null))
                        .filter(count ->
                                count.hub() != null || count.current() + count.now() > 0 || isSet(count.then()))
                        .toList(),
                moving,
                List.copyOf(examples));
    }

    private void example(String registrationId, String from, String to) {
        if (examples.size() < EXAMPLES) {
            examples.add(new GroupHubChoice.Example(registrationId, from, hostName(to)));
        }
    }

    private static String goal(Allocation.Question asked) {
        return Allocation.choose(asked).map(LinkedHub::hostName).orElse(NOWHERE);
    }

    private static String hostName(String key) {
        return key.equals(NOWHERE) ? null : key;
    }

    private static boolean isSet(Integer count) {
        return !Objects.requireNonNullElse(count, 0).equals(0);
    }
}
