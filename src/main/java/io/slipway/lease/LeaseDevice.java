package io.slipway.lease;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A device in a lease, and from when until when its lessee held it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseDevice(
        @Schema(examples = "cafe-0017") String registrationId,
        @Schema(description = "1, and one more each time the device is offered in this lease again", examples = "1")
                int entry,
        @Schema(description = "proposed, declined, removed, starting, active, ending or ended", examples = "active")
                String state,
        @Schema(description = "Since when the lessee holds it, or held it") Instant heldFrom,
        @Schema(description = "Until when it held it") Instant heldUntil,
        @Schema(description = "When the lessor takes this one back") Instant leavesAt,
        @Schema(description = "When the lessor came for it, where the lessee keeps devices until then")
                Instant collectedAt,
        @Schema(
                        description =
                                "While starting or ending: why handing it over has not worked yet; it is tried again. Later:"
                                        + " why it never was")
                String failure) {
    /** Where a page of devices ended: written with a slash, which no registration ID contains. */
    record Place(String registrationId, int entry) {
        private static final int LAST = Integer.MAX_VALUE;

        static Place of(String after) {
            String[] parts = after == null ? new String[] {""} : after.strip().split("/", 2);
            return new Place(
                    parts[0], parts.length > 1 && parts[1].matches("\\d{1,9}") ? Integer.parseInt(parts[1]) : LAST);
        }
    }

    /** Its state, or that it is recalled by itself. */
    public String standing() {
        return leavesAt != null && state.matches("starting|active") ? "leaving" : state;
    }

    /** Whether anything can be done to it. */
    public boolean mayBeTicked() {
        return state.matches("proposed|starting|active");
    }

    @JsonIgnore
    public boolean isTriedAgain() {
        return List.of("starting", "ending").contains(state);
    }

    @JsonIgnore
    String place() {
        return registrationId + "/" + entry;
    }
}
