package io.slipway.supply;

import io.slipway.db.Id;
import java.util.UUID;

/** Key of a supply grant. */
public record SupplyGrantId(UUID value) implements Id {
    public static SupplyGrantId fromString(String text) {
        try {
            return new SupplyGrantId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw SupplyGrants.unknown();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
