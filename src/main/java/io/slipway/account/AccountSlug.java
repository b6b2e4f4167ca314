package io.slipway.account;

/** The name of an account in addresses, equal to the alias of its Keycloak organization. */
public record AccountSlug(String value) {
    public static AccountSlug fromString(String text) {
        return new AccountSlug(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
