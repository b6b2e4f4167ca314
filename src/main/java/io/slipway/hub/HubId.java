package io.slipway.hub;

import io.slipway.db.Id;
import java.util.UUID;

/** Key of a hub. */
public record HubId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
