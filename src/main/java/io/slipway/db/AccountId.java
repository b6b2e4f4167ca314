package io.slipway.db;

import java.util.UUID;

/** Key of an account, equal to the id of its Keycloak organization. */
public record AccountId(UUID value) implements Id {
    public static AccountId fromString(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
