package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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

    private final List<LinkedHub> hubs;
    private final boolean hasOther;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final List<GroupHubChoice.Example> examples = new ArrayList<>();
    private int devices;
    private int leased;
    private int pinned;
    private int moving;

    Tally(List<LinkedHub> hubs, boolean hasOther) {
        this.hubs = hubs;
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
        leased += asked.holding().isLeased() ? 1 : 0;
        pinned += asked.holding().pinned() ? 1 : 0;
        counts.get(current).current++;
        counts.get(now).now++;
        counts.get(then).then++;
        if (!current.equals(NOWHERE) && !current.equals(then)) {
            moving++;
            example(asked.registrationId(), current, then);
        }
    }

    /**
     * @param any how the hubs stand to a new device
     * @param otherwise the same under the other settings
     */
    GroupHubChoice result(Allocation.Question any, Allocation.Question otherwise, boolean complete) {
        Map<String, Double> shares = shares(any);
        Map<String, Double> otherShares = hasOther ? shares(otherwise) : Map.of();
        List<GroupHubChoice.HubCount> counted = new ArrayList<>();
        hubs.forEach(hub -> counted.add(count(hub.hostName(), hub, shares, otherShares)));
        GroupHubChoice.HubCount nowhere = count(NOWHERE, null, shares, otherShares);
        if (nowhere.current() + nowhere.now() + Objects.requireNonNullElse(nowhere.then(), 0) > 0) {
            counted.add(nowhere);
        }
        return new GroupHubChoice(
                any.policy(),
                any.named(),
                any.updates(),
                devices,
                leased,
                pinned,
                complete,
                List.copyOf(counted),
                moving,
                List.copyOf(examples));
    }

    private GroupHubChoice.HubCount count(
            String key, LinkedHub hub, Map<String, Double> shares, Map<String, Double> otherShares) {
        Count count = counts.get(key);
        return new GroupHubChoice.HubCount(
                hostName(key),
                hub == null ? null : hub.weight(),
                hub == null ? null : hub.health(),
                hub == null ? null : shares.getOrDefault(key, 0.0),
                count.current,
                count.now,
                hasOther ? count.then : null,
                hub == null || !hasOther ? null : otherShares.getOrDefault(key, 0.0));
    }

    /** Weighted rendezvous gives each candidate a part of the new devices that is its part of the weights. */
    private static Map<String, Double> shares(Allocation.Question any) {
        List<LinkedHub> candidates = any.hubs().stream()
                .filter(hub -> Allocation.standing(hub, any) == HubStanding.CANDIDATE)
                .toList();
        double all = candidates.stream().mapToInt(LinkedHub::weight).sum();
        return candidates.stream().collect(Collectors.toMap(LinkedHub::hostName, hub -> hub.weight() / all));
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
}
