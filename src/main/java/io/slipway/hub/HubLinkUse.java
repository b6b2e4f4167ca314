package io.slipway.hub;

import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What depends on a hub link: devices of the scope on the hub keep the link from ending, the others name the hub for later.
 * Of those the acting account's are counted, enrollments up to {@link HubUse#COUNTED}.
 *
 * @param devices all of them, whoever holds them
 * @param leases whose devices go to the hub, or come back to it
 * @param departures identities of devices that have left, which the hub has yet to forget; up to {@link HubUse#COUNTED}
 * @param unanswered those of them that the hub was asked to forget in vain
 */
public record HubLinkUse(long devices, long leases, long enrollments, long groups, long departures, long unanswered) {
    /** Whether anything has the link stay, or names it. */
    public boolean isEmpty() {
        return devices + leases + enrollments + groups == 0;
    }

    /** Such as "3 devices and 1 lease". */
    public String words() {
        List<String> parts = new ArrayList<>();
        add(parts, devices, "device");
        add(parts, leases, "lease");
        add(parts, enrollments, enrollments >= HubUse.COUNTED ? "or more enrollment" : "enrollment");
        add(parts, groups, "group");
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    /** Why the link cannot end now: with the number of devices where there are some, else as the database said it. */
    Problem refusal(Problem refused) {
        return devices == 0
                ? refused
                : new Problem(
                        ProblemType.IN_USE,
                        "%s of the scope %s on the hub. Move %s first, or end the link once it is empty.",
                        counted(devices, "device"),
                        devices == 1 ? "is" : "are",
                        devices == 1 ? "it" : "them");
    }

    private static void add(List<String> parts, long number, String one) {
        if (number > 0) {
            parts.add(counted(number, one));
        }
    }

    private static String counted(long number, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
    }
}
