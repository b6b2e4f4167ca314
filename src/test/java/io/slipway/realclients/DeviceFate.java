package io.slipway.realclients;

import io.slipway.demo.SampleCompanies;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a device: what is told of it in the order it happened, who holds it, the hub it is on and its twin there.
 *
 * @param story as {@link FleetTruth} reads it from the audit trail
 */
record DeviceFate(List<String> story, String holder, String hub, Twin twin) {
    DeviceFate movedTo(String target, boolean migrates) {
        return hub.equals(target)
                ? this
                : with("moved to " + target, holder, target, migrates ? twin.migrated() : Twin.INITIAL);
    }

    DeviceFate leasedTo(String lessee, String target) {
        return with("leased to " + name(lessee), lessee, target, Twin.INITIAL);
    }

    DeviceFate returnedTo(String lessor, String target) {
        return with("returned by " + name(holder), lessor, target, Twin.INITIAL);
    }

    DeviceFate withTwin(Twin other) {
        return new DeviceFate(story, holder, hub, other);
    }

    /** The part of the story that is told to a lessee: that of its own time. */
    List<String> toldTo(String lessee) {
        List<String> told = new ArrayList<>();
        boolean theirs = false;
        for (String event : story) {
            boolean comes = event.equals("leased to " + name(lessee));
            if (theirs || comes) {
                told.add(event);
            }
            theirs = (theirs || comes) && !event.startsWith("returned");
        }
        return told;
    }

    private DeviceFate with(String event, String newHolder, String newHub, Twin newTwin) {
        List<String> longer = new ArrayList<>(story);
        longer.add(event);
        return new DeviceFate(List.copyOf(longer), newHolder, newHub, newTwin);
    }

    private static String name(String slug) {
        return SampleCompanies.account(slug).name();
    }
}
