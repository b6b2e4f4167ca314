package io.slipway.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A device in a lease, and from when until when its lessee held it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseDevice(
        @Schema(examples = "cafe-0017") String registrationId,
        @Schema(description = "proposed, declined, removed, starting, active, ending or ended", examples = "active")
                String state,
        @Schema(description = "Since when the lessee holds it, or held it") Instant heldFrom,
        @Schema(description = "Until when it held it") Instant heldUntil,
        @Schema(description = "When the lessor takes this one back") Instant leavesAt,
        @Schema(description = "Why handing it over has not worked yet; it is tried again") String failure) {
    /** Its state, or that it is recalled by itself. */
    public String standing() {
        return leavesAt != null && state.matches("starting|active") ? "leaving" : state;
    }

    /** Whether anything can be done to it. */
    public boolean mayBeTicked() {
        return state.matches("proposed|starting|active");
    }
}
