package io.slipway.lease;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a lessee may be allowed to do. */
public final class Rights {
    public static final List<String> ALL = List.of("reassign", "twin", "disable", "sublease");
    public static final String UNKNOWN = "Rights are reassign, twin, disable and sublease; there are no others.";

    /** In plain words that go on from "may". */
    static final Map<String, String> WORDS = Map.of(
            "reassign", "move the devices between its own hubs",
            "twin", "edit the desired properties of their twins",
            "disable", "keep devices from registering",
            "sublease", "lease the devices on, within its own term and rights");

    private Rights() {}

    public static List<String> words(List<String> rights) {
        return rights.stream().map(WORDS::get).toList();
    }

    /** As they are always listed; what is no right comes last, for whoever checks them to refuse. */
    public static List<String> ordered(List<String> given) {
        List<String> rights = given == null ? List.of() : given;
        return Stream.concat(
                        ALL.stream().filter(rights::contains), rights.stream().filter(right -> !isKnown(right)))
                .map(String::valueOf)
                .toList();
    }

    public static boolean areKnown(List<String> rights) {
        return rights.stream().allMatch(Rights::isKnown);
    }

    private static boolean isKnown(String right) {
        return right != null && ALL.contains(right);
    }
}
