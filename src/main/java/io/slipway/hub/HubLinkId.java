package io.slipway.hub;

import io.slipway.db.Id;
import io.slipway.web.Problem;
import java.util.UUID;

/** Key of a hub link. */
public record HubLinkId(UUID value) implements Id {
    public static HubLinkId fromString(String text) {
        try {
            return new HubLinkId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("hub link");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
