package io.slipway.enrollment;

import io.slipway.audit.Event;
import io.slipway.db.Keyset;
import io.slipway.web.Charts;
import java.util.List;
import java.util.Map;

/**
 * One enrollment group as its page shows it.
 *
 * @param devices the first of its devices
 * @param derived the keys of one device, when they were asked for
 * @param denied why it may not be changed, null when it may
 */
record GroupSheet(
        EnrolledAddress address,
        GroupView view,
        GroupDetails details,
        AttestationSheet attestation,
        Keyset<RegistrationFacts> devices,
        GroupApi.DerivedKeys derived,
        List<Event> events,
        String denied) {
    public Map<String, String> provisioning() {
        return EnrolledText.provisioning(details, address.scope().isSupplying());
    }

    public boolean isEnabled() {
        return "enabled".equals(details.provisioningStatus());
    }

    public int total() {
        return view.devices().values().stream().mapToInt(Integer::intValue).sum();
    }

    public boolean isCountedOut() {
        return total() >= GroupSummary.MOST_COUNTED;
    }

    public List<Charts.Part> parts() {
        return Charts.Part.of(view.devices());
    }

    public GroupSheet showing(AttestationSheet revealed) {
        return new GroupSheet(address, view, details, revealed, devices, derived, events, denied);
    }

    public GroupSheet deriving(GroupApi.DerivedKeys keys) {
        return new GroupSheet(address, view, details, attestation, devices, keys, events, denied);
    }
}
