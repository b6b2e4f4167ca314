package io.slipway.reassignment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What moving the devices of a link elsewhere would do, and whose devices others have to move. */
public record Clearing(
        @Schema(description = "Devices that the caller may move there, all of which go at once") int devices,
        @Schema(description = "Devices in the caller's hands that cannot be moved, by reason") List<Breakdown> staying,
        @Schema(description = "Devices that the caller sees in other hands, by the company that has to move them")
                List<Breakdown> others,
        @Schema(description = "Devices of the link that the caller does not see") long unseen,
        @Schema(description = "The company to ask about those, null if there are none") String ask) {
    public boolean isEmpty() {
        return devices == 0;
    }
}
