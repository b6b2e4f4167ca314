package io.slipway.hub;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a hub is changed later; a secret setting that is left out stays. */
public record HubChange(
        @Schema(description = "What the connector's settings schema asks for", examples = "{}")
                Map<String, Object> settings,
        @Schema(description = "How many devices may be there at most; null for no limit", examples = "50000")
                Integer capacity) {
    public HubChange {
        settings = settings == null ? Map.of() : settings;
    }

    /** Kept from logs, since settings may hold secrets. */
    @Override
    public String toString() {
        return "capacity " + capacity;
    }
}
