package io.slipway.lease;

import java.util.List;
import java.util.Map;

/** What a lessee may be allowed, in plain words that go on from "may". */
public final class Rights {
    static final Map<String, String> WORDS = Map.of(
            "reassign", "move the devices between its own hubs",
            "twin", "edit the desired properties of their twins",
            "disable", "keep devices from registering",
            "sublease", "lease the devices on, within its own term and rights");

    private Rights() {}

    public static List<String> words(List<String> rights) {
        return rights.stream().map(WORDS::get).toList();
    }
}
