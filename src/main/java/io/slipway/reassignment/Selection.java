package io.slipway.reassignment;

import io.slipway.registration.DeviceConditions;
import io.slipway.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which devices: these, or all that match every condition given; no condition means every device of the scope in hand. */
public record Selection(
        @Schema(description = "1 to 100,000; then no other condition counts", examples = "[\"tracker-001\"]")
                List<String> registrationIds,
        @Schema(description = "Beginning of the registration ID") String search,
        @Schema(description = "Enrollment group") String group,
        @Schema(description = "Host name of the hub they are on") String hub,
        @Schema(description = "Lease they are held by") String lease,
        @Schema(description = "State of registration, or disabled", examples = "assigned") String status,
        @Schema(description = "symmetricKey, x509 or tpm") String attestation,
        @Schema(description = "Slug of the company that holds them; those in other hands are left out") String holder,
        @Schema(description = "Whether only those on another company's hub") Boolean elsewhere) {
    static final int MOST = 100_000;

    public Selection {
        registrationIds = registrationIds == null
                ? null
                : registrationIds.stream()
                        .filter(id -> id != null && !id.isBlank())
                        .map(id -> id.strip())
                        .distinct()
                        .toList();
    }

    static Selection all() {
        return matching(DeviceConditions.of(Map.of()));
    }

    static Selection of(List<String> registrationIds) {
        return new Selection(registrationIds, null, null, null, null, null, null, null, null);
    }

    static Selection matching(DeviceConditions conditions) {
        return new Selection(
                null,
                conditions.search(),
                conditions.group(),
                conditions.hub(),
                conditions.lease(),
                conditions.status(),
                conditions.attestation(),
                conditions.holder(),
                conditions.elsewhere());
    }

    DeviceConditions conditions() {
        return new DeviceConditions(
                search, group, hub, lease, status, attestation, holder, Boolean.TRUE.equals(elsewhere));
    }

    boolean isList() {
        return registrationIds != null;
    }

    List<String> keys() {
        return registrationIds.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
    }

    /** A list that came out empty names no device, rather than all of them. */
    void check() {
        if (isList() && registrationIds.isEmpty()) {
            throw Problem.invalid("devices", "Give at least one registration ID.");
        } else if (isList() && registrationIds.size() > MOST) {
            throw Problem.invalid("devices", "Name up to 100,000 devices at a time, or choose them by a filter.");
        }
        conditions().check();
    }
}
