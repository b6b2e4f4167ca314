package io.slipway.reassignment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** How many devices of a reassignment are where, each counted in one part. */
record Counts(List<Part> parts) {
    /**
     * @param hub host name of the hub they come from, null for none
     * @param reason a word, why they are not moved; null while all is well
     */
    public record Part(String state, String hub, String reason, int devices) {}

    Map<String, Integer> byState() {
        return sums(Part::state);
    }

    /** Of those that are to be moved; the hub with most devices first. */
    List<Breakdown> byHub() {
        return mostFirst(
                part -> part.state().equals("skipped") ? null : Objects.requireNonNullElse(part.hub(), "no hub"));
    }

    /** Why devices are not moved; the failures' sentences share a word. */
    List<Breakdown> byReason() {
        return mostFirst(Part::reason);
    }

    private List<Breakdown> mostFirst(Function<Part, String> by) {
        return sums(by).entrySet().stream()
                .map(sum -> new Breakdown(sum.getKey(), sum.getValue()))
                .sorted(Comparator.comparingInt(Breakdown::devices).reversed().thenComparing(Breakdown::name))
                .toList();
    }

    private Map<String, Integer> sums(Function<Part, String> by) {
        Map<String, Integer> sums = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> by.apply(part) != null)
                .forEach(part -> sums.merge(by.apply(part), part.devices(), Integer::sum));
        return sums;
    }
}
