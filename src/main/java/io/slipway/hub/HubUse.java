package io.slipway.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What depends on a hub.
 *
 * @param scopes the names of the scopes it is linked to
 * @param devices how many devices are assigned to it, whoever holds them
 * @param departures how many devices have left it that it has yet to forget, counted up to {@link #COUNTED}
 * @param identities how many identities it holds, counted up to {@link #COUNTED}; empty if the hub cannot say
 */
public record HubUse(List<String> scopes, long devices, long departures, OptionalLong identities) {
    public static final int COUNTED = 100_000;

    String sentence() {
        List<String> parts = new ArrayList<>();
        if (!scopes.isEmpty()) {
            parts.add("it is linked to " + String.join(", ", scopes));
        }
        if (devices > 0) {
            parts.add("it has " + counted(devices, "assigned device", "assigned devices"));
        }
        if (identities.orElse(0) > 0) {
            parts.add("it holds " + counted(identities.getAsLong(), "device identity", "device identities"));
        }
        if (departures > 0) {
            parts.add("it has yet to forget "
                    + counted(departures, "device that has left it", "devices that have left it")
                    + ". If it is gone for good, end its links without it");
        }
        String all = String.join("; ", parts);
        return all.isEmpty() ? "" : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private static String counted(long number, String one, String many) {
        return number == 1
                ? "1 " + one
                : String.format(Locale.ROOT, "%,d%s %s", number, number >= COUNTED ? " or more" : "", many);
    }
}
