package io.slipway.reassignment;

import io.slipway.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which devices: these, or all that match every condition given; no condition means every device of the scope in hand. */
public record Selection(
        @Schema(description = "Up to 100,000; then no other condition counts", examples = "[\"tracker-001\"]")
                List<String> registrationIds,
        @Schema(description = "Beginning of the registration ID") String search,
        @Schema(description = "Enrollment group") String group,
        @Schema(description = "Host name of the hub they are on") String hub,
        @Schema(description = "Lease they are held by") String lease,
        @Schema(description = "State of registration", examples = "assigned") String status) {
    static final int MOST = 100_000;

    public Selection {
        registrationIds = registrationIds == null
                ? List.of()
                : registrationIds.stream()
                        .filter(id -> id != null && !id.isBlank())
                        .map(id -> id.strip())
                        .distinct()
                        .toList();
        search = blankToNull(search) == null ? null : search.strip().toLowerCase(Locale.ROOT);
        group = blankToNull(group);
        hub = blankToNull(hub);
        lease = blankToNull(lease);
        status = blankToNull(status);
    }

    static Selection all() {
        return new Selection(null, null, null, null, null, null);
    }

    boolean isList() {
        return !registrationIds.isEmpty();
    }

    List<String> keys() {
        return registrationIds.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
    }

    UUID leaseId() {
        try {
            return lease == null ? null : UUID.fromString(lease);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("devices", "There is no such lease here.");
        }
    }

    void check() {
        if (registrationIds.size() > MOST) {
            throw Problem.invalid("devices", "Name up to 100,000 devices at a time, or choose them by a filter.");
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
