package io.slipway.sharing;

import io.slipway.db.Id;
import java.util.UUID;

/** Key of a hub offer. */
public record HubOfferId(UUID value) implements Id {
    public static HubOfferId fromString(String text) {
        try {
            return new HubOfferId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw HubOffers.unknown();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
