package io.slipway.registration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * Where the devices of an enrollment group are, and where they would go if all registered now.
 *
 * @param devices how many were looked at
 * @param leased how many of these are leased, and so go to hubs of their holders
 * @param pinned how many a reassignment placed, and so stay
 * @param complete whether these are all; else the first ones by registration ID
 * @param moving how many would leave the hub they are on
 * @param examples some of those that would
 */
public record GroupHubChoice(
        String policy,
        List<String> named,
        boolean updates,
        int devices,
        int leased,
        int pinned,
        boolean complete,
        List<HubCount> hubs,
        int moving,
        List<Example> examples) {
    /**
     * Devices of one hub.
     *
     * @param hub host name, null for no hub
     * @param weight null for no hub, as health and shares are
     * @param share of new devices that are not leased, from 0 to 1, by weight
     * @param current how many are there
     * @param now how many would be if all registered now
     * @param then the same under the other settings that were asked for, null if none were
     * @param thenShare the share under those
     */
    public record HubCount(
            String hub,
            Integer weight,
            String health,
            Double share,
            int current,
            int now,
            Integer then,
            Double thenShare) {}

    /** A device that would move, by host names. */
    public record Example(String registrationId, String from, String to) {}

    /** Whether other settings were tried. */
    @JsonIgnore
    public boolean isCompared() {
        return hubs.stream().anyMatch(hub -> hub.then() != null);
    }
}
