package io.slipway.db;

/** On whose behalf a transaction runs: a person or API client in one account, a device, or Slipway itself. */
public record Actor(Kind kind, String id, String name, AccountId account) {
    public enum Kind {
        PERSON,
        CLIENT,
        DEVICE,
        SYSTEM
    }

    public static Actor system(AccountId account) {
        return new Actor(Kind.SYSTEM, "slipway", "Slipway", account);
    }

    public static Actor device(AccountId account, String registrationId) {
        return new Actor(Kind.DEVICE, registrationId, registrationId, account);
    }
}
